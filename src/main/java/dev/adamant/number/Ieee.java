package dev.adamant.number;

/** Conversion between patterns and IEEE 754 binary formats, bit by bit. */
final class Ieee {
  static final int DOUBLE_FRACTION = 52;
  static final int DOUBLE_BIAS = 1023;
  static final int FLOAT_FRACTION = 23;
  static final int FLOAT_BIAS = 127;

  private Ieee() {}

  /** v rounded to a pattern; NaN and the infinities become NaR, −0 becomes 0. */
  static long fromDouble(Format f, double v) {
    long bits = Double.doubleToRawLongBits(v);
    long magnitude = bits & Long.MAX_VALUE;
    int exponent = (int) (magnitude >>> DOUBLE_FRACTION);
    if (exponent > 2 * DOUBLE_BIAS) {
      return f.nar();
    }
    if (magnitude == 0) {
      return 0;
    }
    long significand = (magnitude << 11) | Long.MIN_VALUE;
    if (exponent == 0) {
      int zeros = Long.numberOfLeadingZeros(magnitude);
      significand = magnitude << zeros;
      exponent = 12 - zeros;
    }
    return Codec.round(f, bits >> 63, exponent - DOUBLE_BIAS, significand, 0);
  }

  /**
   * The bits of the nearest IEEE number, a tie to the even one, with gradual underflow and overflow
   * to infinity; NaR gives the canonical NaN.
   *
   * @param fraction width of the fraction field of the IEEE format
   * @param bias its exponent bias; its greatest scale
   */
  static long toBits(Format f, long a, int fraction, int bias) {
    long x = Codec.aligned(f, a);
    long infinity = (2L * bias + 1) << fraction;
    if (x << 1 == 0) {
      return x == 0 ? 0 : infinity | (1L << (fraction - 1));
    }
    int scale = Codec.scale(f, a);
    long sign = x < 0 ? (infinity + (1L << fraction)) : 0;
    if (scale > bias) {
      return sign | infinity;
    }
    int subnormal = Math.max(0, 1 - bias - scale);
    int cut = 63 - fraction + subnormal;
    if (cut > 64) {
      return sign;
    }
    long significand = Codec.significand(f, a);
    long kept = significand >>> 1 >>> (cut - 1);
    long half = (significand >>> (cut - 1)) & 1;
    boolean above = (significand & ((1L << (cut - 1)) - 1)) != 0;
    kept += above ? half : half & kept;
    // The leading bit of a normal number, and a carry, add to the exponent field.
    long field = subnormal > 0 ? 0 : (long) (scale + bias - 1) << fraction;
    return sign | (field + kept);
  }
}
