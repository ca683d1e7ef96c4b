package dev.adamant.target;

import dev.adamant.number.Codec;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.PositOracle;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** Kinds of data: what programs have, and what lies in wait for fast paths. */
public enum DataMix {
  /** N(0,1). */
  NORMAL {
    @Override
    public long draw(Format f, SplittableRandom random) {
      return Posit.fromDouble(f, random.nextGaussian());
    }
  },
  /** N(0,1) with all below zero replaced by zero, as after a ReLU. */
  SPARSE {
    @Override
    public long draw(Format f, SplittableRandom random) {
      return Posit.fromDouble(f, Math.max(0, random.nextGaussian()));
    }
  },
  /** N(0,1) with one NaR in about a thousand. */
  WITH_NAR {
    @Override
    public long draw(Format f, SplittableRandom random) {
      return random.nextInt(1000) == 0 ? f.nar() : NORMAL.draw(f, random);
    }
  },
  /** N(0,1) with one value of any magnitude in about a hundred. */
  OUTLIERS {
    @Override
    public long draw(Format f, SplittableRandom random) {
      return (random.nextInt(100) == 0 ? WIDE : NORMAL).draw(f, random);
    }
  },
  /** All magnitudes alike likely. */
  WIDE {
    @Override
    public long draw(Format f, SplittableRandom random) {
      return ofScale(f, random.nextInt(f.minScale(), f.maxScale() + 1), random);
    }
  },
  /** Magnitudes from 2^32, or from the upper half of the range where that is less, up to maxpos. */
  LARGE {
    @Override
    public long draw(Format f, SplittableRandom random) {
      int least = Math.min(32, f.maxScale() / 2);
      return ofScale(f, random.nextInt(least, f.maxScale() + 1), random);
    }
  },
  /** The two ends of the range, each with either sign, and zero. */
  EXTREME {
    @Override
    public long draw(Format f, SplittableRandom random) {
      long offset = random.nextInt(4);
      long pattern = random.nextBoolean() ? offset : f.maxpos() - offset;
      return random.nextBoolean() ? pattern : -pattern;
    }
  },
  /** All patterns alike likely. */
  UNIFORM {
    @Override
    public long draw(Format f, SplittableRandom random) {
      return random.nextLong() >> (Long.SIZE - f.bits());
    }
  },
  /** Where rounding goes wrong. */
  BIASED {
    @Override
    public long draw(Format f, SplittableRandom random) {
      return biased(f).next(random);
    }
  };

  private static final Map<Format, BiasedPatterns> BIASED_PATTERNS = new ConcurrentHashMap<>();

  /** One pattern, sign-extended. */
  public abstract long draw(Format f, SplittableRandom random);

  /** Several patterns. */
  public long[] draw(Format f, int count, SplittableRandom random) {
    long[] patterns = new long[count];
    for (int i = 0; i < count; i++) {
      patterns[i] = draw(f, random);
    }
    return patterns;
  }

  /** The generator of {@link #BIASED}, which also knows operands that belong together. */
  public static BiasedPatterns biased(Format f) {
    return BIASED_PATTERNS.computeIfAbsent(f, x -> new BiasedPatterns(PositOracle.of(x)));
  }

  private static long ofScale(Format f, int scale, SplittableRandom random) {
    return Codec.encode(
        f, random.nextBoolean(), scale, random.nextLong() | Long.MIN_VALUE, random.nextBoolean());
  }
}
