package dev.adamant.target.check;

import dev.adamant.memory.DataType;
import dev.adamant.number.Codec;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;
import java.util.SplittableRandom;

/** Kinds of operands: what programs have, and what lies in wait for fast paths. */
enum Values {
  /** N(0,1). */
  NORMAL {
    @Override
    long draw(Format f, SplittableRandom random) {
      return Posit.fromDouble(f, random.nextGaussian());
    }
  },
  /** N(0,1) with all below zero replaced by zero. */
  SPARSE {
    @Override
    long draw(Format f, SplittableRandom random) {
      return Posit.fromDouble(f, Math.max(0, random.nextGaussian()));
    }
  },
  /** N(0,1) with one NaR in about a hundred. */
  WITH_NAR {
    @Override
    long draw(Format f, SplittableRandom random) {
      return random.nextInt(100) == 0 ? f.nar() : NORMAL.draw(f, random);
    }
  },
  /** N(0,1) with one value of any magnitude in about a hundred. */
  OUTLIERS {
    @Override
    long draw(Format f, SplittableRandom random) {
      return (random.nextInt(100) == 0 ? WIDE : NORMAL).draw(f, random);
    }
  },
  /** All magnitudes alike likely. */
  WIDE {
    @Override
    long draw(Format f, SplittableRandom random) {
      int scale = random.nextInt(f.minScale(), f.maxScale() + 1);
      long significand = random.nextLong() | Long.MIN_VALUE;
      return Codec.encode(f, random.nextBoolean(), scale, significand, random.nextBoolean());
    }
  },
  /** The two ends of the range, each with either sign, and zero. */
  EXTREME {
    @Override
    long draw(Format f, SplittableRandom random) {
      long offset = random.nextInt(4);
      long pattern = random.nextBoolean() ? offset : f.maxpos() - offset;
      return random.nextBoolean() ? pattern : -pattern;
    }
  },
  /**
   * What meets in ties: patterns that end in a one and zeros, which a narrower format cuts in the
   * middle and whose products are short; and values near half an ulp of one.
   */
  TIES {
    @Override
    long draw(Format f, SplittableRandom random) {
      if (random.nextInt(3) == 0) {
        int ulp = Codec.scale(f, Posit.sub(f, f.one() + 1, f.one()));
        return Codec.encode(
            f, random.nextBoolean(), ulp - random.nextInt(3), Long.MIN_VALUE, false);
      }
      int place = random.nextInt(f.bits() - 1);
      return UNIFORM.draw(f, random) >> place << place | 1L << place;
    }
  },
  /** All patterns alike likely. */
  UNIFORM {
    @Override
    long draw(Format f, SplittableRandom random) {
      return random.nextLong() >> (Long.SIZE - f.bits());
    }
  };

  private static final Values[] ALL = values();

  /** One pattern, sign-extended. */
  abstract long draw(Format f, SplittableRandom random);

  /** Any kind. */
  static Values any(SplittableRandom random) {
    return ALL[random.nextInt(ALL.length)];
  }

  /** One element of the type, not of quires; NaN is the canonical one. */
  long draw(DataType type, SplittableRandom random) {
    if (type.kind() == DataType.Kind.POSIT) {
      return draw(type.format(), random);
    }
    double value =
        switch (this) {
          case UNIFORM, EXTREME ->
              type.byteSize() == 4
                  ? Float.intBitsToFloat(random.nextInt())
                  : Double.longBitsToDouble(random.nextLong());
          default -> Posit.toDouble(Format.POSIT64, draw(Format.POSIT64, random));
        };
    return type.byteSize() == 4
        ? Float.floatToIntBits((float) value)
        : Double.doubleToLongBits(value);
  }

  /** A partial sum of a few products, which may be none, or one that NaR went into. */
  Quire quire(Format f, SplittableRandom random) {
    Quire quire = new Quire(f);
    int products = random.nextInt(5);
    for (int i = 0; i < products; i++) {
      long a = draw(f, random);
      long b = draw(f, random);
      if (random.nextBoolean()) {
        quire.addProduct(a, b);
      } else {
        quire.subtractProduct(a, b);
      }
    }
    return quire;
  }
}
