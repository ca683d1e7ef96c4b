package dev.adamant.number;

/** The sum of two numbers with 128-bit significands, rounded once. */
final class Sum {
  private Sum() {}

  /**
   * The sum of two numbers whose significands are high:low, unsigned, bit 127 set and the last two
   * bits clear; the value is significand/2^127 · 2^scale.
   *
   * @param sign −1 when the larger number is below zero, else 0
   * @param scale scale of the larger number
   * @param high significand of the larger number, upper word
   * @param low significand of the larger number, lower word
   * @param opposite −1 when the signs of the numbers differ, 0 when they are equal
   * @param gap scale of the larger number minus that of the smaller, not negative
   * @param smallHigh significand of the number of smaller or equal magnitude, upper word
   * @param smallLow significand of the number of smaller or equal magnitude, lower word
   */
  static long round(
      Format f,
      long sign,
      int scale,
      long high,
      long low,
      long opposite,
      int gap,
      long smallHigh,
      long smallLow) {
    // Both move down one bit, to leave room for the carry.
    long h = high >>> 1;
    long l = (high << 63) | (low >>> 1);
    long alignedHigh;
    long alignedLow;
    if (gap < 63) {
      // What is lost is jammed into the last bit. Cancellation of more than two bits needs a gap
      // below 2, which loses nothing; otherwise the last bit stays far below the rounding.
      long lost = smallLow & ((2L << gap) - 1);
      alignedHigh = smallHigh >>> 1 >>> gap;
      alignedLow = (smallHigh << (63 - gap)) | (smallLow >>> 1 >>> gap) | (lost == 0 ? 0 : 1);
    } else {
      alignedHigh = 0;
      int shift = gap - 63;
      boolean gone = shift > 63;
      long lost = smallLow | (gone ? smallHigh : smallHigh & ((1L << shift) - 1));
      alignedLow = (gone ? 0 : smallHigh >>> shift) | (lost == 0 ? 0 : 1);
    }
    // Two's complement of the smaller number where the signs differ.
    alignedLow = (alignedLow ^ opposite) - opposite;
    alignedHigh = (alignedHigh ^ opposite) + (alignedLow == 0 ? -opposite : 0);
    l += alignedLow;
    h += alignedHigh + (Long.compareUnsigned(l, alignedLow) < 0 ? 1 : 0);
    int exponent = scale + 1;
    if (h == 0) {
      if (l == 0) {
        return 0;
      }
      h = l;
      l = 0;
      exponent -= 64;
    }
    int zeros = Long.numberOfLeadingZeros(h);
    long significand = (h << zeros) | (l >>> 1 >>> (63 - zeros));
    return Codec.round(f, sign, exponent - zeros, significand, l << zeros);
  }
}
