package dev.adamant.algebra;

import dev.adamant.number.Format;
import java.math.BigInteger;

/**
 * The exponential of a bivector of any algebra, in fixed point of as many bits as it takes: {@code
 * exp(b) = C(b²) + b S(b²)} with the series C of cosh and S of sinh(x)/x, of b halved until it is
 * small, then squared as many times. Bivectors of negative, positive and null square, and those
 * that are not simple (the screws of PGA), take the same steps; x and −x give reverses, to the bit.
 *
 * <p>Bounds rest on this: the sum of the magnitudes of the components of a product is at most the
 * product of the sums of its factors.
 */
final class ExactExponential {
  /** The magnitude that a bivector is halved below, as a power of two. */
  private static final int SMALL = -8;

  /** The most that the components without a null vector can sum to in magnitude. */
  private static final int MAX_MAGNITUDE_BITS = 12;

  /** The largest scale of a format, in magnitude; beyond it fixed point takes too many bits. */
  private static final int MAX_SCALE = 1023;

  private ExactExponential() {}

  /**
   * Fraction bits such that what lies below them changes no result but by 2^−128 of it: the cube of
   * minpos and 128 more.
   *
   * @throws UnsupportedOperationException when the format has values below 2^−1023
   */
  static int fractionBits(Format f) {
    if (-f.minScale() > MAX_SCALE) {
      throw new UnsupportedOperationException(
          "exponentials and logarithms of multivectors do not take "
              + f.name()
              + ": its least value is 2^"
              + f.minScale()
              + ", must be at least 2^-"
              + MAX_SCALE
              + "; choose fewer exponent bits or a shorter regime");
    }
    return 128 - 3 * f.minScale();
  }

  /**
   * The exponential within 2^−fractionBits of every component; exactly 1 + b where b² = 0.
   *
   * @throws ArithmeticException when components without a null vector sum to 4096 or more
   */
  static ExactMultivector exp(ExactMultivector b, int fractionBits) {
    ExactMultivector one = ExactMultivector.scalar(b.signature(), BigInteger.ONE, 0);
    if (b.times(b).isZero()) {
      return one.plus(b);
    }
    int finite = withoutNull(b).magnitude();
    if (finite > MAX_MAGNITUDE_BITS) {
      throw new ArithmeticException(
          "the exponential of a bivector of magnitude 2^"
              + (finite - 1)
              + " or more: it must be below "
              + (1 << MAX_MAGNITUDE_BITS)
              + "; take whole turns off the angle first");
    }
    int halvings = Math.max(0, b.magnitude() - SMALL);
    // Each squaring doubles the relative error of a result whose finite part is at most e^finite
    // and whose every null vector brings in a factor of at most 2^magnitude.
    int growth = 3 << Math.max(0, finite - 1);
    int nulls = (b.signature().zero() + 1) * b.magnitude();
    int work = fractionBits + halvings + growth + nulls + 32;
    ExactMultivector result = series(b.shift(-halvings), one, work);
    for (int i = 0; i < halvings; i++) {
      result = result.times(result).nearest(work);
    }
    return result.nearest(fractionBits);
  }

  private static ExactMultivector withoutNull(ExactMultivector b) {
    int nulls = (1 << b.signature().zero()) - 1;
    ExactMultivector kept = b;
    for (int blade = 0; blade < b.signature().size(); blade++) {
      if ((blade & nulls) != 0) {
        kept =
            kept.minus(ExactMultivector.blade(b.signature(), blade, b.unit(blade), b.exponent()));
      }
    }
    return kept;
  }

  private static ExactMultivector series(ExactMultivector b, ExactMultivector one, int work) {
    ExactMultivector square = b.times(b).nearest(work);
    ExactMultivector even = one;
    ExactMultivector odd = one;
    ExactMultivector term = one;
    for (int n = 1; !term.isZero(); n++) {
      term = term.times(square).over(BigInteger.valueOf((2L * n - 1) * 2 * n), 0, work);
      even = even.plus(term);
      odd = odd.plus(term.over(BigInteger.valueOf(2L * n + 1), 0, work));
    }
    return even.plus(b.times(odd)).nearest(work);
  }
}
