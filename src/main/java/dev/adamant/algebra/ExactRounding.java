package dev.adamant.algebra;

import dev.adamant.number.Codec;
import dev.adamant.number.Format;
import java.math.BigInteger;

/** Exact quotients and roots, rounded once to a pattern. */
final class ExactRounding {
  /** Bits of a quotient or root that are computed; what is below them only says "not exact". */
  private static final int BITS = 66;

  private ExactRounding() {}

  /** The pattern of units · 2^exponent. */
  static long round(Format f, BigInteger units, long exponent) {
    return quotient(f, units, BigInteger.ONE, exponent);
  }

  /** The pattern of numerator / denominator · 2^exponent; the denominator is not 0. */
  static long quotient(Format f, BigInteger numerator, BigInteger denominator, long exponent) {
    if (numerator.signum() == 0) {
      return 0;
    }
    BigInteger n = numerator.abs();
    BigInteger d = denominator.abs();
    int shift = BITS - n.bitLength() + d.bitLength();
    BigInteger[] q = shifted(n, shift).divideAndRemainder(shifted(d, -shift));
    boolean negative = numerator.signum() != denominator.signum();
    return encode(f, negative, q[0], exponent - shift, q[1].signum() != 0);
  }

  /** The pattern of the root of numerator / denominator · 2^exponent, neither below 0. */
  static long root(Format f, BigInteger numerator, BigInteger denominator, long exponent) {
    if (numerator.signum() == 0) {
      return 0;
    }
    int shift = 2 * BITS - numerator.bitLength() + denominator.bitLength();
    if ((exponent - shift & 1) != 0) {
      shift++;
    }
    BigInteger[] q = shifted(numerator, shift).divideAndRemainder(shifted(denominator, -shift));
    BigInteger[] root = q[0].sqrtAndRemainder();
    boolean sticky = q[1].signum() != 0 || root[1].signum() != 0;
    return encode(f, false, root[0], (exponent - shift) / 2, sticky);
  }

  private static BigInteger shifted(BigInteger value, int places) {
    return places > 0 ? value.shiftLeft(places) : value;
  }

  /** The pattern of (magnitude, or somewhat more where sticky) · 2^exponent. */
  private static long encode(
      Format f, boolean negative, BigInteger magnitude, long exponent, boolean sticky) {
    int below = magnitude.bitLength() - 64;
    boolean lost = below > 0 && magnitude.getLowestSetBit() < below;
    long scale = exponent + magnitude.bitLength() - 1;
    return Codec.encode(
        f,
        negative,
        Math.clamp(scale, f.minScale() - 1, f.maxScale() + 1),
        magnitude.shiftRight(below).longValue(),
        sticky || lost);
  }
}
