package dev.adamant.algebra;

import dev.adamant.number.Format;
import java.math.BigInteger;

/** Angles from exact sines and cosines, by the logarithm of a rotor of the plane. */
final class ExactAngle {
  private static final Signature PLANE = new Signature(2, 0, 0);
  private static final int E12 = 0b11;

  private ExactAngle() {}

  /**
   * The angle, 0 to π, of a vector (cosine, sine) whose sine is not negative, of any length.
   *
   * @param sineSquared the square of the sine
   * @param cosine the cosine where it is {@code signed}, else its square
   */
  static long of(Format f, BigInteger sineSquared, BigInteger cosine, boolean signed) {
    int size = Math.max(sineSquared.bitLength(), 2 * cosine.bitLength());
    int bits = ExactExponential.fractionBits(f) + 2 * size;
    BigInteger c = signed ? cosine : root(cosine, bits).unit(0);
    int exponent = signed ? 0 : root(cosine, bits).exponent();
    return round(f, c, exponent, root(sineSquared, bits), bits, size);
  }

  private static long round(
      Format f, BigInteger cosine, int exponent, ExactMultivector sine, int bits, int size) {
    ExactMultivector c = ExactMultivector.scalar(PLANE, cosine, exponent);
    ExactMultivector s = ExactMultivector.blade(PLANE, E12, sine.unit(0), sine.exponent());
    if (s.isZero() && cosine.signum() < 0) {
      // π is twice the angle of (0, 1).
      ExactMultivector quarter = ExactMultivector.blade(PLANE, E12, BigInteger.ONE, 0);
      return pattern(f, ExactLogarithm.log(quarter, bits).shift(1));
    }
    ExactMultivector unit = c.plus(s).shift(-size / 2);
    return pattern(f, ExactLogarithm.log(unit, bits));
  }

  private static long pattern(Format f, ExactMultivector bivector) {
    return ExactRounding.round(f, bivector.unit(E12), bivector.exponent());
  }

  private static ExactMultivector root(BigInteger square, int bits) {
    return ExactLogarithm.root(ExactMultivector.scalar(PLANE, square, 0), bits);
  }
}
