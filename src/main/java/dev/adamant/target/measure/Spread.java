package dev.adamant.target.measure;

import java.util.Arrays;

/**
 * A median with its quartiles, in the unit of the samples.
 *
 * @param median of the samples
 * @param lower quartile
 * @param upper quartile
 * @param least of the samples
 * @param samples how many there are
 */
public record Spread(double median, double lower, double upper, double least, int samples) {

  /**
   * Of samples in any order.
   *
   * @throws IllegalArgumentException for none
   */
  static Spread of(double... samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("no samples: take at least one");
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return new Spread(
        quantile(sorted, 0.5),
        quantile(sorted, 0.25),
        quantile(sorted, 0.75),
        sorted[0],
        sorted.length);
  }

  /** All but the count multiplied. */
  Spread times(double factor) {
    return new Spread(median * factor, lower * factor, upper * factor, least * factor, samples);
  }

  /** All but the count less an amount, at least 0. */
  Spread minus(double amount) {
    return new Spread(
        Math.max(0, median - amount),
        Math.max(0, lower - amount),
        Math.max(0, upper - amount),
        Math.max(0, least - amount),
        samples);
  }

  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
