package dev.adamant.number;

import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.ExactReal;
import dev.adamant.number.oracle.PositOracle;

/**
 * How far correctly rounded results are from the exact ones, in units in the last place, where half
 * a unit reaches to the boundary at which rounding changes. Results at the ends of the range do not
 * count, since there the error has no bound.
 */
final class FunctionError {

  private static final int BISECTIONS = 30;

  private FunctionError() {}

  /** The error of a result if it exceeds {@code worst}, else {@code worst}. */
  static double max(PositOracle oracle, ExactReal exact, long result, double worst) {
    if (result == 0 || result == oracle.nar()) {
      return worst;
    }
    ExactReal size = result < 0 ? exact.negate() : exact;
    long pattern = Math.abs(result);
    if (pattern == 1 || pattern == oracle.maxpos()) {
      return worst;
    }
    Dyadic value = oracle.finiteValue(pattern);
    Dyadic above = oracle.boundaryAbove(pattern).subtract(value);
    Dyadic below = oracle.boundaryAbove(pattern - 1).subtract(value);
    return Math.max(max(size, value, above, worst), max(size, value, below, worst));
  }

  /** {@link #max} on the side of a result to which its boundary lies at the given offset. */
  private static double max(ExactReal exact, Dyadic value, Dyadic offset, double worst) {
    if (!isBeyond(exact, value, offset, worst)) {
      return worst;
    }
    double low = worst;
    double high = 0.5;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (isBeyond(exact, value, offset, middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static boolean isBeyond(ExactReal exact, Dyadic value, Dyadic offset, double error) {
    Dyadic mark = value.add(offset.multiply(HighPrecision.dyadic(2 * error)));
    return exact.compareTo(mark) * offset.signum() > 0;
  }
}
