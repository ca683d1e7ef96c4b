package dev.adamant.data;

/**
 * Chebyshev series at a place. With T_0 = 1 and T_1 = u, T_k+1 = 2u T_k − T_k−1, and the first and
 * second derivatives of that.
 */
final class Chebyshev {

  private final double[] values;
  private final double[] slopes;
  private final double[] curvatures;

  /**
   * At u, from −1 to 1.
   *
   * @param terms of the series, at least 2
   */
  Chebyshev(double u, int terms) {
    values = new double[terms];
    slopes = new double[terms];
    curvatures = new double[terms];
    values[0] = 1;
    values[1] = u;
    slopes[1] = 1;
    for (int k = 1; k + 1 < terms; k++) {
      values[k + 1] = 2 * u * values[k] - values[k - 1];
      slopes[k + 1] = 2 * values[k] + 2 * u * slopes[k] - slopes[k - 1];
      curvatures[k + 1] = 4 * slopes[k] + 2 * u * curvatures[k] - curvatures[k - 1];
    }
  }

  /** The series of the coefficients from that index on. */
  double value(double[] coefficients, int first) {
    return sum(coefficients, first, values);
  }

  /** Its derivative by u. */
  double slope(double[] coefficients, int first) {
    return sum(coefficients, first, slopes);
  }

  /** Its second derivative by u. */
  double curvature(double[] coefficients, int first) {
    return sum(coefficients, first, curvatures);
  }

  /** From the last term, which is the smallest. */
  private static double sum(double[] coefficients, int first, double[] factors) {
    double sum = 0;
    for (int k = factors.length - 1; k >= 0; k--) {
      sum += coefficients[first + k] * factors[k];
    }
    return sum;
  }
}
