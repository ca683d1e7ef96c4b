package dev.adamant.number;

import java.math.BigInteger;

/**
 * The decimal digits · 10^exponent with the fewest digits among those that round to a positive
 * pattern, and of these the nearest to its value.
 */
record ShortestDecimal(BigInteger digits, int exponent) {
  private static final double LOG10_2 = Math.log10(2);

  /** The decimal of a positive finite pattern; see {@link DecimalText#toString}. */
  static ShortestDecimal of(Format f, long pattern) {
    Interval interval = Interval.around(f, pattern);
    // The interval is wider than 2^(1-n) of the value, so a multiple of ten units lies in it.
    int length = (int) (f.bits() * LOG10_2) + 3;
    int leading = (int) Math.floor(log10(f, pattern));
    Scaled scaled = Scaled.of(interval, leading - length + 1);
    while (scaled.value.compareTo(BigInteger.TEN.pow(length)) >= 0) {
      leading++;
      scaled = Scaled.of(interval, leading - length + 1);
    }
    int dropped = length;
    BigInteger nearest;
    do {
      dropped--;
      nearest = scaled.nearest(BigInteger.TEN.pow(dropped));
    } while (nearest == null);
    return new ShortestDecimal(nearest, leading - length + 1 + dropped);
  }

  /** The logarithm of the value, a little off: at most one too small when rounded down. */
  private static double log10(Format f, long pattern) {
    double significand = (Codec.significand(f, pattern) >>> 11) * 0x1p-52;
    return Codec.scale(f, pattern) * LOG10_2 + Math.log10(significand) - 1e-8;
  }

  /** The numbers that round to a pattern, as multiples of 2^exponent. */
  private record Interval(
      BigInteger low, BigInteger value, BigInteger high, boolean closed, int exponent) {
    static Interval around(Format f, long pattern) {
      int unit = 64 - f.bits();
      long below = (2 * pattern - 1) << unit;
      long above = (2 * pattern + 1) << unit;
      int exponent = (pattern == 1 ? Codec.scale(f, pattern) : Codec.bodyScale(f, below)) - 63;
      BigInteger value = at(f, (2 * pattern) << unit, exponent);
      boolean least = pattern == f.minpos();
      boolean greatest = pattern == f.maxpos();
      BigInteger low = least ? null : at(f, below, exponent);
      BigInteger high = greatest ? value.shiftLeft(1).subtract(low) : at(f, above, exponent);
      if (least) {
        low = value.shiftLeft(1).subtract(high).max(BigInteger.ZERO);
      }
      return new Interval(low, value, high, (pattern & 1) == 0, exponent);
    }

    private static BigInteger at(Format f, long body, int exponent) {
      long significand = Codec.bodySignificand(f, body);
      BigInteger upper = BigInteger.valueOf(significand >>> 1).shiftLeft(1);
      return upper
          .or(BigInteger.valueOf(significand & 1))
          .shiftLeft(Codec.bodyScale(f, body) - 63 - exponent);
    }
  }

  /**
   * An interval in units of a power of ten, in whole numbers.
   *
   * @param low the least multiple of the unit in the interval
   * @param value the value rounded down
   * @param exact whether the value is a multiple of the unit
   * @param high the greatest multiple of the unit in the interval
   */
  private record Scaled(BigInteger low, BigInteger value, boolean exact, BigInteger high) {
    static Scaled of(Interval interval, int exponent) {
      BigInteger factor = BigInteger.TEN.pow(Math.max(0, -exponent));
      BigInteger divisor = BigInteger.TEN.pow(Math.max(0, exponent));
      factor = factor.shiftLeft(Math.max(0, interval.exponent));
      divisor = divisor.shiftLeft(Math.max(0, -interval.exponent));
      BigInteger[] low = interval.low.multiply(factor).divideAndRemainder(divisor);
      BigInteger[] value = interval.value.multiply(factor).divideAndRemainder(divisor);
      BigInteger[] high = interval.high.multiply(factor).divideAndRemainder(divisor);
      boolean lowCounts = interval.closed && low[1].signum() == 0;
      boolean highCounts = interval.closed || high[1].signum() != 0;
      return new Scaled(
          lowCounts ? low[0] : low[0].add(BigInteger.ONE),
          value[0],
          value[1].signum() == 0,
          highCounts ? high[0] : high[0].subtract(BigInteger.ONE));
    }

    /**
     * The multiple, in units of the given number of ones, that is in the interval and nearest to
     * the value; null when there is none. The number is even.
     */
    BigInteger nearest(BigInteger ones) {
      BigInteger below = value.divide(ones);
      BigInteger above = below.add(BigInteger.ONE);
      boolean belowCounts = below.multiply(ones).compareTo(low) >= 0;
      boolean aboveCounts = above.multiply(ones).compareTo(high) <= 0;
      if (belowCounts && aboveCounts) {
        int order = value.shiftLeft(1).compareTo(below.add(above).multiply(ones));
        boolean down = order < 0 || (order == 0 && exact && !below.testBit(0));
        return down ? below : above;
      }
      return belowCounts ? below : aboveCounts ? above : null;
    }
  }
}
