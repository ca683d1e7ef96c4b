package dev.adamant.number;

import static dev.adamant.number.FunctionTables.COS_SERIES;
import static dev.adamant.number.FunctionTables.HALF_PI;
import static dev.adamant.number.FunctionTables.SIN_SERIES;
import static dev.adamant.number.FunctionTables.TWO_OVER_PI;

/** sin and cos: reduction to an angle of at most 1, then a power series. */
final class CircularFunctions {
  /** Below 2^this, sin x rounds to x and cos x to 1. */
  private static final int FLAT_SCALE = -36;

  private CircularFunctions() {}

  /** sin a. */
  static long sin(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x << 1 == 0) {
      return x == 0 ? 0 : f.nar();
    }
    int scale = Codec.scale(f, a);
    if (scale <= FLAT_SCALE) {
      return Codec.extended(f, a);
    }
    return sin(f, 0, x < 0, scale, Codec.significand(f, a));
  }

  /** cos a. */
  static long cos(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x << 1 == 0) {
      return x == 0 ? f.one() : f.nar();
    }
    int scale = Codec.scale(f, a);
    if (scale <= FLAT_SCALE) {
      return f.one();
    }
    return sin(f, 1, x < 0, scale, Codec.significand(f, a));
  }

  /** The sine of x + quadrant·π/2. */
  private static long sin(Format f, int quadrant, boolean negative, int scale, long significand) {
    return scale < 0
        ? sin(f, quadrant, negative, scale, significand, 0)
        : reduce(f, quadrant, negative, scale, significand);
  }

  /**
   * The sine of x + quadrant·π/2 for |x| from 1 up, by x modulo π/2, nearest to zero (Payne and
   * Hanek).
   */
  private static long reduce(
      Format f, int quadrant, boolean negative, int scale, long significand) {
    // |x|·2/π modulo 4 in 254 fraction bits. Bits of 2/π that only make multiples of 4 are left
    // out;
    // what lies below the window stays below 2^−190.
    int word = (scale + 63) >> 6;
    int shift = (scale + 63) & 63;
    long w3 = Wide.shlHi(TWO_OVER_PI[word], TWO_OVER_PI[word + 1], shift);
    long w2 = Wide.shlHi(TWO_OVER_PI[word + 1], TWO_OVER_PI[word + 2], shift);
    long w1 = Wide.shlHi(TWO_OVER_PI[word + 2], TWO_OVER_PI[word + 3], shift);
    long w0 = Wide.shlHi(TWO_OVER_PI[word + 3], TWO_OVER_PI[word + 4], shift);
    long p0 = significand * w0;
    long product1 = significand * w1;
    long carried = Math.unsignedMultiplyHigh(significand, w0);
    long p1 = product1 + carried;
    long product2 = significand * w2;
    carried = Math.unsignedMultiplyHigh(significand, w1) + Wide.carry(product1, carried, p1);
    long p2 = product2 + carried;
    long p3 =
        significand * w3
            + Math.unsignedMultiplyHigh(significand, w2)
            + Wide.carry(product2, carried, p2);

    int turns = (int) (p3 >>> 62);
    p3 = p3 << 2 | p2 >>> 62;
    p2 = p2 << 2 | p1 >>> 62;
    p1 = p1 << 2 | p0 >>> 62;
    p0 <<= 2;
    long folded = p3 >> 63;
    turns -= (int) folded;
    p3 ^= folded;
    p2 ^= folded;
    p1 ^= folded;
    p0 ^= folded;
    int angleScale = -1;
    if (p3 == 0) {
      p3 = p2;
      p2 = p1;
      p1 = p0;
      angleScale -= 64;
    }
    int zeros = Long.numberOfLeadingZeros(p3);
    p3 = Wide.shlHi(p3, p2, zeros);
    p2 = Wide.shlHi(p2, p1, zeros);
    long hi = Wide.mulHi(p3, p2, HALF_PI[0], HALF_PI[1]);
    long lo = Wide.mulLo(p3, p2, HALF_PI[0], HALF_PI[1]);
    int carry = (int) (hi >>> 63);
    return sin(
        f,
        negative ? quadrant - turns : quadrant + turns,
        negative ^ (folded != 0),
        angleScale - zeros + carry,
        Wide.shlHi(hi, lo, 1 - carry),
        lo << (1 - carry));
  }

  /** The sine of x + quadrant·π/2 for |x| = (hi, lo)/2^127 · 2^scale below 1. */
  private static long sin(Format f, int quadrant, boolean negative, int scale, long hi, long lo) {
    boolean opposite = (quadrant & 2) != 0;
    return (quadrant & 1) == 0
        ? WideSeries.round(f, true, negative ^ opposite, scale, hi, lo, SIN_SERIES)
        : WideSeries.round(f, false, opposite, scale, hi, lo, COS_SERIES);
  }
}
