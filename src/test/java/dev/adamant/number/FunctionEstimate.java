package dev.adamant.number;

import dev.adamant.number.FunctionOracle.Enclosure;
import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.ExactReal;

/**
 * A function value that is first compared by what {@link StrictMath} says, give or take far more
 * than its error, and only where that does not decide by the {@link FunctionOracle}.
 */
final class FunctionEstimate implements ExactReal {

  private static final int PRECISION = -44;

  private final Function function;
  private final Dyadic operand;
  private final Enclosure estimate;

  private FunctionEstimate(Function function, Dyadic operand, Enclosure estimate) {
    this.function = function;
    this.operand = operand;
    this.estimate = estimate;
  }

  /** The value of a function at x, known to every place that a comparison needs. */
  static ExactReal value(Function function, Dyadic x) {
    if (x.significand().abs().bitLength() - x.significand().getLowestSetBit() > 53) {
      return FunctionOracle.value(function, x);
    }
    double value = estimate(function, toDouble(x));
    if (Double.isNaN(value) || Double.isInfinite(value) || Math.abs(value) < Double.MIN_NORMAL) {
      return FunctionOracle.value(function, x);
    }
    return new FunctionEstimate(
        function, x, Enclosure.around(HighPrecision.dyadic(value), PRECISION));
  }

  private static double toDouble(Dyadic x) {
    return Math.scalb(x.significand().doubleValue(), x.exponent());
  }

  private static double estimate(Function function, double x) {
    return switch (function) {
      case EXP -> StrictMath.exp(x);
      case EXP2 -> StrictMath.pow(2, x);
      case LOG -> StrictMath.log(x);
      case LOG2 -> StrictMath.log(x) / StrictMath.log(2);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TANH -> StrictMath.tanh(x);
      case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
      case SOFTPLUS -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
      case RSQRT, RECIPROCAL -> Double.NaN;
    };
  }

  @Override
  public int signum() {
    return estimate.signum();
  }

  @Override
  public int compareTo(Dyadic other) {
    return estimate.decides(other)
        ? estimate.compareTo(other)
        : FunctionOracle.value(function, operand).compareTo(other);
  }

  @Override
  public ExactReal negate() {
    FunctionEstimate positive = this;
    return new ExactReal() {
      @Override
      public int signum() {
        return -positive.signum();
      }

      @Override
      public int compareTo(Dyadic other) {
        return -positive.compareTo(other.negate());
      }

      @Override
      public ExactReal negate() {
        return positive;
      }
    };
  }
}
