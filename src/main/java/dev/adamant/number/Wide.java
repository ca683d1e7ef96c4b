package dev.adamant.number;

/**
 * Unsigned integers of 128 bits in two words, for the elementary functions.
 *
 * <p>A method returns one word, so that nothing is allocated; the compiler shares what the method
 * for the high word and that for the low word have in common. Where nothing else is said an integer
 * x stands for the fraction x/2^128.
 */
final class Wide {
  private Wide() {}

  /** The carry, 0 or 1, out of {@code sum = a + b}. */
  static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  /** The borrow, 0 or 1, out of {@code a - b}. */
  static long borrow(long a, long b) {
    return ((~a & b) | ((~a | b) & (a - b))) >>> 63;
  }

  /** The high word of the upper half of a · b, or of up to 2 units of the low word less. */
  static long mulHi(long aHi, long aLo, long bHi, long bLo) {
    long product = aHi * bHi;
    long cross = Math.unsignedMultiplyHigh(aHi, bLo);
    long otherCross = Math.unsignedMultiplyHigh(aLo, bHi);
    long sum = product + cross;
    return Math.unsignedMultiplyHigh(aHi, bHi)
        + carry(product, cross, sum)
        + carry(sum, otherCross, sum + otherCross);
  }

  /** The low word that belongs to {@link #mulHi}. */
  static long mulLo(long aHi, long aLo, long bHi, long bLo) {
    return aHi * bHi + Math.unsignedMultiplyHigh(aHi, bLo) + Math.unsignedMultiplyHigh(aLo, bHi);
  }

  /** The high word of {@link #mulHi a · b} + c. */
  static long mulAddHi(long aHi, long aLo, long bHi, long bLo, long cHi, long cLo) {
    long lo = mulLo(aHi, aLo, bHi, bLo);
    return mulHi(aHi, aLo, bHi, bLo) + cHi + carry(lo, cLo, lo + cLo);
  }

  /** The low word that belongs to {@link #mulAddHi}. */
  static long mulAddLo(long aHi, long aLo, long bHi, long bLo, long cLo) {
    return mulLo(aHi, aLo, bHi, bLo) + cLo;
  }

  /** The high word of x >>> count, count not negative. */
  static long shrHi(long hi, int count) {
    return count > 63 ? 0 : hi >>> count;
  }

  /** The low word of x >>> count, count not negative. */
  static long shrLo(long hi, long lo, int count) {
    if (count > 63) {
      return count > 127 ? 0 : hi >>> (count - 64);
    }
    return lo >>> count | hi << 1 << (63 - count);
  }

  /** The high word of x << count, count 0 to 63. */
  static long shlHi(long hi, long lo, int count) {
    return hi << count | lo >>> 1 >>> (63 - count);
  }

  /** The low word of −x where mask is −1, of x where it is 0. */
  static long negateLo(long lo, long mask) {
    return (lo ^ mask) - mask;
  }

  /** The high word that belongs to {@link #negateLo}. */
  static long negateHi(long hi, long lo, long mask) {
    return (hi ^ mask) + (lo == 0 ? -mask : 0);
  }

  /**
   * x/2^127 · 2^scale rounded to a format, where x is known to be inexact and its upper 64 bits
   * from the leading one on to be right.
   */
  static long round(Format f, boolean negative, int scale, long hi, long lo) {
    if (hi == 0) {
      int zeros = Long.numberOfLeadingZeros(lo);
      return Codec.encode(f, negative, scale - 64 - zeros, lo << zeros, true);
    }
    int zeros = Long.numberOfLeadingZeros(hi);
    return Codec.encode(f, negative, scale - zeros, shlHi(hi, lo, zeros), true);
  }
}
