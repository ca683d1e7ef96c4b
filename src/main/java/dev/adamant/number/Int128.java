package dev.adamant.number;

/** Exact integer division and square root of 128-bit numerators whose low word is zero. */
final class Int128 {
  private static final long LOW = 0xffff_ffffL;

  private Int128() {}

  /**
   * ⌊high · 2^64 / divisor⌋, unsigned (Knuth, TAOCP 4.3.1, algorithm D with digits of 32 bits). It
   * is exact just when {@code quotient * divisor == 0}.
   *
   * @param high below the divisor
   * @param divisor bit 63 set
   */
  static long divide(long high, long divisor) {
    long first = quotientDigit(high, divisor);
    long remainder = (high << 32) - first * divisor;
    long second = quotientDigit(remainder, divisor);
    return (first << 32) + second;
  }

  /** ⌊remainder · 2^32 / divisor⌋ for remainder < divisor and bit 63 of the divisor set. */
  private static long quotientDigit(long remainder, long divisor) {
    long divisorHigh = divisor >>> 32;
    long divisorLow = divisor & LOW;
    long digit = Long.divideUnsigned(remainder, divisorHigh);
    long rest = remainder - digit * divisorHigh;
    // The estimate is at most 2 too high.
    while (digit > LOW || Long.compareUnsigned(digit * divisorLow, rest << 32) > 0) {
      digit--;
      rest += divisorHigh;
      if (rest > LOW) {
        break;
      }
    }
    return digit;
  }

  /**
   * ⌊√(high · 2^64)⌋, unsigned, bit 63 set. It is exact just when its square equals high · 2^64.
   *
   * <p>The upper 32 bits come from a root in double, mended by integers; the lower 32 from one
   * division by twice the upper part (Zimmermann, Karatsuba square root), mended likewise.
   *
   * @param high unsigned, bit 63 or bit 62 set, not all ones
   */
  static long squareRoot(long high) {
    long upper = Math.min(LOW, (long) (Math.sqrt((double) (high >>> 1)) * 0x1.6a09e667f3bcdp0));
    while (Long.compareUnsigned(upper * upper, high) > 0) {
      upper--;
    }
    while (upper < LOW && Long.compareUnsigned((upper + 1) * (upper + 1), high) <= 0) {
      upper++;
    }
    long remainder = high - upper * upper;
    long root = (upper << 32) + Long.divideUnsigned(remainder << 31, upper);
    long squareHigh = Math.unsignedMultiplyHigh(root, root);
    int order = Long.compareUnsigned(squareHigh, high);
    return order > 0 || (order == 0 && root * root != 0) ? root - 1 : root;
  }
}
