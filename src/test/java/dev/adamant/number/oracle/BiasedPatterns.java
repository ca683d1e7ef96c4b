package dev.adamant.number.oracle;

import java.util.SplittableRandom;

/**
 * Random patterns of one format, most of them where rounding goes wrong: ends of the range, regime
 * boundaries, neighbours of powers of two, short and all-ones fractions, cancelling pairs, operands
 * whose exact result lies on a rounding boundary or one pattern beside it. The rest is uniform over
 * all patterns, or has the size of N(0,1) values. Immutable.
 */
public final class BiasedPatterns {

  private static final int SEARCH_EVERY = 16;

  private final PositOracle format;
  private final int bits;
  private final int minScale;
  private final long[] powers;

  public BiasedPatterns(PositOracle format) {
    this.format = format;
    this.bits = format.bits();
    this.minScale = format.finiteValue(1).floorLog2();
    int maxScale = format.finiteValue(format.maxpos()).floorLog2();
    this.powers = new long[maxScale - minScale + 1];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = format.round(Dyadic.powerOfTwo(minScale + i));
    }
  }

  /** The pattern nearest to {@code 2^scale}; scales beyond the range give minpos or maxpos. */
  public long powerOfTwo(int scale) {
    return powers[Math.clamp(scale - minScale, 0, powers.length - 1)];
  }

  /** One pattern, possibly zero or NaR, sign-extended. */
  public long next(SplittableRandom random) {
    long pattern =
        switch (random.nextInt(16)) {
          case 0, 1, 2, 3 -> random.nextLong();
          case 4, 5, 6 -> normalSized(random);
          case 7, 8 -> powers[random.nextInt(powers.length)] + jitter(random);
          case 9 -> 1 + random.nextInt(4);
          case 10 -> format.maxpos() - random.nextInt(4);
          case 11 -> (1L << random.nextInt(bits - 1)) + jitter(random);
          case 12 -> random.nextLong() & -1L << random.nextInt(bits);
          case 13 -> random.nextLong() | ~(-1L << random.nextInt(bits));
          case 14 -> normalSized(random) & -1L << random.nextInt(bits);
          default -> random.nextInt(8) == 0 ? special(random) : powerOfTwo(0) + jitter(random);
        };
    return format.canonical(random.nextBoolean() ? pattern : -pattern);
  }

  /** A pattern that is neither zero nor NaR. */
  public long nextNonZero(SplittableRandom random) {
    long pattern = next(random);
    while (pattern == 0 || pattern == format.nar()) {
      pattern = next(random);
    }
    return pattern;
  }

  /** A positive pattern with a rounding boundary above it, that is, less than maxpos. */
  public long nextBelowMaxpos(SplittableRandom random) {
    long pattern = Math.abs(nextNonZero(random));
    return pattern == format.maxpos() ? pattern - 1 : pattern;
  }

  /** Operands that are interesting together; always three, of which the operation reads its own. */
  public long[] operands(Operation operation, SplittableRandom random) {
    long a = next(random);
    long b = next(random);
    long c = next(random);
    if (random.nextInt(SEARCH_EVERY) == 0) {
      boolean multiplies = operation == Operation.MUL || operation == Operation.FMA;
      return multiplies && random.nextBoolean()
          ? lastBitDecides(operation, random)
          : nearBoundary(operation, random);
    }
    return switch (operation) {
      case ADD, SUB -> new long[] {a, random.nextInt(4) == 0 ? b : addend(a, random), c};
      case MUL -> random.nextInt(4) == 0 ? shortFactors(random) : new long[] {a, b, c};
      case FMA -> fusedOperands(a, b, c, random);
      case SQRT -> new long[] {random.nextInt(16) == 0 ? a : positive(a), b, c};
      case DIV, NEG, ABS -> new long[] {a, b, c};
    };
  }

  /** Operands whose exact result is at, or one operand pattern away from, a rounding boundary. */
  private long[] nearBoundary(Operation operation, SplittableRandom random) {
    Dyadic boundary = format.boundaryAbove(nextBelowMaxpos(random));
    long a = nextNonZero(random);
    Dyadic value = format.finiteValue(a);
    long b =
        switch (operation) {
          case ADD -> format.round(boundary.subtract(value));
          case SUB -> format.round(value.subtract(boundary));
          case MUL -> format.round(ExactRational.quotient(boundary, value));
          case DIV -> a;
          case SQRT, FMA, NEG, ABS -> next(random);
        };
    b = format.canonical(b + (operation == Operation.DIV ? 0 : jitter(random)));
    long c = next(random);
    if (operation == Operation.DIV) {
      a = format.canonical(format.round(boundary.multiply(value)) + jitter(random));
    } else if (operation == Operation.SQRT) {
      a = format.canonical(format.round(boundary.multiply(boundary)) + jitter(random));
    } else if (operation == Operation.FMA && !format.isNaR(b)) {
      Dyadic product = value.multiply(format.finiteValue(b));
      Dyadic rest = random.nextBoolean() ? boundary.subtract(product) : product.negate();
      c = format.canonical(format.round(rest) + jitter(random));
    }
    return new long[] {a, b, c};
  }

  /**
   * Factors whose product is a power of two but for one unit in its last place, sixty to a hundred
   * bits below; the power is itself a rounding boundary, or added to {@code c} gives one, so that
   * this last bit decides.
   */
  private long[] lastBitDecides(Operation operation, SplittableRandom random) {
    long c = nextBelowMaxpos(random);
    Dyadic boundary = format.boundaryAbove(c > 1 && random.nextBoolean() ? c - 1 : c);
    int scale =
        operation == Operation.MUL
            ? boundary.floorLog2()
            : boundary.subtract(format.finiteValue(c)).floorLog2();
    Dyadic[] factors = almostPowerOfTwo(random);
    int power = factors[0].multiply(factors[1]).add(Dyadic.of(1)).floorLog2();
    int shift = scale / 2 - factors[0].floorLog2() + random.nextInt(-3, 4);
    long a = format.round(factors[0].shift(shift));
    long b = format.round(factors[1].shift(scale - power - shift));
    return new long[] {random.nextBoolean() ? a : -a, b, random.nextBoolean() ? c : -c};
  }

  /** Two integers with the product 2^m + 1 or 2^m − 1. */
  private static Dyadic[] almostPowerOfTwo(SplittableRandom random) {
    Dyadic one = Dyadic.of(1);
    int k = random.nextInt(1, 31);
    Dyadic x = Dyadic.powerOfTwo(k);
    Dyadic square = x.multiply(x);
    return switch (random.nextInt(4)) {
      case 0 -> new Dyadic[] {x.add(one), x.subtract(one)};
      case 1 -> new Dyadic[] {x.add(one), square.subtract(x).add(one)};
      case 2 -> new Dyadic[] {x.subtract(one), square.add(x).add(one)};
      default ->
          new Dyadic[] {
            square.shift(1).subtract(x.shift(1)).add(one), square.shift(1).add(x.shift(1)).add(one)
          };
    };
  }

  /**
   * A pattern that cancels {@code a}, lies about half a unit in the last place below it, or is far
   * smaller.
   */
  private long addend(long a, SplittableRandom random) {
    long magnitude = Math.abs(a);
    if (a == 0 || a == format.nar() || magnitude == format.maxpos() || random.nextBoolean()) {
      return format.canonical((random.nextBoolean() ? -a : a) + jitter(random));
    }
    Dyadic half = format.boundaryAbove(magnitude).subtract(format.finiteValue(magnitude));
    long b = powerOfTwo(half.floorLog2() + jitter(random)) + jitter(random);
    return format.canonical(random.nextBoolean() ? b : -b);
  }

  /** Two factors near one whose product has exactly about one bit more than fits. */
  private long[] shortFactors(SplittableRandom random) {
    Dyadic half = format.boundaryAbove(powerOfTwo(0)).subtract(Dyadic.of(1));
    int fractionBits = Math.max(0, -1 - half.floorLog2());
    int zeros = random.nextInt(fractionBits + 1);
    int otherZeros = Math.clamp(fractionBits - zeros - random.nextInt(-1, 3), 0, fractionBits);
    return new long[] {
      format.canonical(withZeros(normalSized(random), zeros)),
      format.canonical(withZeros(normalSized(random), otherZeros)),
      next(random)
    };
  }

  private long[] fusedOperands(long a, long b, long c, SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> new long[] {a, b, c};
      case 1 -> new long[] {a, format.canonical(powerOfTwo(0) + jitter(random)), addend(a, random)};
      case 2 -> {
        long[] factors = shortFactors(random);
        int least = format.leastBit() / 2;
        factors[2] = format.canonical(powerOfTwo(random.nextInt(least, 8)) + jitter(random));
        yield factors;
      }
      default -> {
        if (a == 0 || b == 0 || c == 0 || format.isNaR(a) || format.isNaR(b) || format.isNaR(c)) {
          yield new long[] {a, b, c};
        }
        int scale = format.finiteValue(a).floorLog2() + format.finiteValue(b).floorLog2();
        long size = powerOfTwo(scale + random.nextInt(-2, 3));
        yield new long[] {a, b, format.canonical(Long.signum(c) * size + jitter(random))};
      }
    };
  }

  private long normalSized(SplittableRandom random) {
    long low = powerOfTwo(-6);
    return low + random.nextLong(Math.max(1, powerOfTwo(2) - low));
  }

  private long special(SplittableRandom random) {
    return random.nextBoolean() ? 0 : format.nar();
  }

  private static long positive(long a) {
    return a < 0 ? -(a + 1) : a;
  }

  private static long withZeros(long pattern, int zeros) {
    return (pattern & (-1L << zeros)) | (1L << zeros);
  }

  private static int jitter(SplittableRandom random) {
    return random.nextInt(-2, 3);
  }
}
