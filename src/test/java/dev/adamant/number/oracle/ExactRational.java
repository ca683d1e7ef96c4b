package dev.adamant.number.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The exact quotient {@code numerator / denominator}, not reduced; the denominator is positive. */
public record ExactRational(Dyadic numerator, Dyadic denominator) implements ExactReal {

  public ExactRational {
    if (denominator.signum() <= 0) {
      throw new ArithmeticException("denominator must be positive, was " + denominator);
    }
  }

  /** {@code dividend / divisor}; the divisor may have either sign but not be zero. */
  public static ExactRational quotient(Dyadic dividend, Dyadic divisor) {
    return divisor.signum() < 0
        ? new ExactRational(dividend.negate(), divisor.negate())
        : new ExactRational(dividend, divisor);
  }

  /** The number that {@code decimal} writes. */
  public static ExactRational of(BigDecimal decimal) {
    BigInteger unscaled = decimal.unscaledValue();
    BigInteger power = BigInteger.TEN.pow(Math.abs(decimal.scale()));
    return decimal.scale() >= 0
        ? new ExactRational(new Dyadic(unscaled, 0), new Dyadic(power, 0))
        : new ExactRational(new Dyadic(unscaled.multiply(power), 0), Dyadic.of(1));
  }

  @Override
  public int signum() {
    return numerator.signum();
  }

  @Override
  public int compareTo(Dyadic other) {
    return numerator.compareTo(other.multiply(denominator));
  }

  @Override
  public ExactRational negate() {
    return new ExactRational(numerator.negate(), denominator);
  }
}
