package dev.adamant.graph;

import java.util.function.DoubleUnaryOperator;

/** Intervals through the functions of scalars, which are all monotone where they have values. */
final class FunctionRange {

  /** More than twice the error that StrictMath admits, in units of the last place. */
  private static final int STEPS = 8;

  private FunctionRange() {}

  /** Why an argument may have no value, to follow the words "may be"; null where all have one. */
  static String outside(ScalarFunction function, Interval x) {
    return switch (function) {
      case LOG -> x.low() <= 0 ? "0 or less, where log is NaR" : null;
      case SQRT -> x.low() < 0 ? "below 0, where sqrt is NaR" : null;
      case RECIPROCAL -> x.low() <= 0 && x.high() >= 0 ? "0, where reciprocal is NaR" : null;
      case RELU, TANH, SIGMOID, EXP -> null;
    };
  }

  /** All values of a function on an interval, before rounding; of its domain where it has one. */
  static Interval of(ScalarFunction function, Interval x) {
    return switch (function) {
      case RELU -> new Interval(Math.max(0, x.low()), Math.max(0, x.high()));
      case TANH -> within(monotone(StrictMath::tanh, x), -1, 1);
      case SIGMOID -> within(monotone(FunctionRange::sigmoid, x), Double.MIN_VALUE, 1);
      case EXP -> within(monotone(StrictMath::exp, x), Double.MIN_VALUE, greatest(x));
      case LOG -> monotone(StrictMath::log, positive(x));
      case SQRT -> within(monotone(StrictMath::sqrt, positive(x)), 0, Double.POSITIVE_INFINITY);
      case RECIPROCAL -> reciprocal(x);
    };
  }

  private static Interval positive(Interval x) {
    return new Interval(Math.max(0, x.low()), Math.max(0, x.high()));
  }

  /** Past all doubles it is past all formats that have functions, and as good a bound as any. */
  private static double greatest(Interval x) {
    return x.isBounded() ? Double.MAX_VALUE : Double.POSITIVE_INFINITY;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static Interval reciprocal(Interval x) {
    if (x.low() > 0 || x.high() < 0) {
      return widened(1 / x.high(), 1 / x.low());
    }
    if (x.low() == 0 && x.high() > 0) {
      return widened(1 / x.high(), Double.POSITIVE_INFINITY);
    }
    if (x.high() == 0 && x.low() < 0) {
      return widened(Double.NEGATIVE_INFINITY, 1 / x.low());
    }
    return Interval.ALL;
  }

  private static Interval monotone(DoubleUnaryOperator function, Interval x) {
    return widened(function.applyAsDouble(x.low()), function.applyAsDouble(x.high()));
  }

  private static Interval widened(double low, double high) {
    double down = low;
    double up = high;
    for (int i = 0; i < STEPS; i++) {
      down = Math.nextDown(down);
      up = Math.nextUp(up);
    }
    return new Interval(down, up);
  }

  private static Interval within(Interval x, double low, double high) {
    return new Interval(
        Math.min(high, Math.max(low, x.low())), Math.min(high, Math.max(low, x.high())));
  }
}
