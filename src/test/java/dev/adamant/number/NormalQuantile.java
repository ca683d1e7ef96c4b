package dev.adamant.number;

import java.math.BigInteger;

/**
 * The standard normal distribution in the fixed point of {@link HighPrecision}, by the series of
 * its distribution function and Halley's iteration: nothing of the code under test.
 */
final class NormalQuantile {

  private static final BigInteger ONE = HighPrecision.ONE;
  private static final BigInteger HALF = ONE.shiftRight(1);
  private static final BigInteger SQRT_2_PI =
      HighPrecision.halfPi(HighPrecision.PLACES).shiftLeft(2 + HighPrecision.PLACES).sqrt();

  private NormalQuantile() {}

  /** The density at x. */
  static BigInteger density(BigInteger x) {
    BigInteger exponent = HighPrecision.multiply(x, x).shiftRight(1).negate();
    return HighPrecision.divide(HighPrecision.fixed(HighPrecision.exp(exponent)), SQRT_2_PI);
  }

  /**
   * The probability above x, for x from 0 to 8: 1/2 − density(x) · Σ x^(2k+1)/(1·3·…·(2k+1))
   * (Abramowitz and Stegun 26.2.11).
   */
  static BigInteger above(BigInteger x) {
    return HALF.subtract(HighPrecision.multiply(density(x), series(x)));
  }

  private static BigInteger series(BigInteger x) {
    BigInteger square = HighPrecision.multiply(x, x);
    BigInteger sum = BigInteger.ZERO;
    BigInteger term = x;
    for (int odd = 3; term.signum() != 0; odd += 2) {
      sum = sum.add(term);
      term = HighPrecision.multiply(term, square).divide(BigInteger.valueOf(odd));
    }
    return sum;
  }

  /**
   * The x with probability {@code tail} above it, within 2^−200, for a tail of 2^−34 to 1/2.
   *
   * @param tail in fixed point
   */
  static BigInteger upper(BigInteger tail) {
    BigInteger x = HighPrecision.fixed(HighPrecision.dyadic(estimate(toDouble(tail))));
    BigInteger step;
    do {
      BigInteger density = density(x);
      BigInteger error = HALF.subtract(HighPrecision.multiply(density, series(x))).subtract(tail);
      BigInteger newton = HighPrecision.divide(error, density);
      BigInteger bend = ONE.subtract(HighPrecision.multiply(x, newton).shiftRight(1));
      step = HighPrecision.divide(newton, bend);
      x = x.add(step);
    } while (step.bitLength() > HighPrecision.PLACES - 80);
    return x;
  }

  /** {@link #upper} within 4.5e-4 (Abramowitz and Stegun 26.2.23). */
  private static double estimate(double tail) {
    double t = Math.sqrt(-2 * Math.log(tail));
    double numerator = (0.010328 * t + 0.802853) * t + 2.515517;
    double denominator = ((0.001308 * t + 0.189269) * t + 1.432788) * t + 1;
    return Math.max(0, t - numerator / denominator);
  }

  private static double toDouble(BigInteger x) {
    return Math.scalb(x.shiftRight(HighPrecision.PLACES - 90).doubleValue(), -90);
  }
}
