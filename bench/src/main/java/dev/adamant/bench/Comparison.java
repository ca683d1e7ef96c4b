package dev.adamant.bench;

import java.util.Arrays;

/**
 * The time of one workload as a multiple of another's, from samples taken by turns.
 *
 * @param pairs of samples
 * @param nanos the median time of an operation of the subject
 * @param baselineNanos that of the baseline
 * @param ratio the median of the ratios of the pairs
 * @param lowerQuartile of these ratios
 * @param upperQuartile of these ratios
 * @param undisturbed the ratio of the times that one sample in twenty keeps below: what it is where
 *     nothing else runs, which slows down the two unequally
 */
record Comparison(
    int pairs,
    double nanos,
    double baselineNanos,
    double ratio,
    double lowerQuartile,
    double upperQuartile,
    double undisturbed) {

  /**
   * Summarises samples, of which those at the same index were taken one after the other.
   *
   * @param subject nanoseconds per operation
   * @param baseline nanoseconds per operation
   */
  static Comparison of(double[] subject, double[] baseline) {
    double[] ratios = new double[subject.length];
    Arrays.setAll(ratios, i -> subject[i] / baseline[i]);
    return new Comparison(
        subject.length,
        quantile(subject, 0.5),
        quantile(baseline, 0.5),
        quantile(ratios, 0.5),
        quantile(ratios, 0.25),
        quantile(ratios, 0.75),
        quantile(subject, 0.05) / quantile(baseline, 0.05));
  }

  /** The value below which that part of the others lies, interpolated between neighbours. */
  static double quantile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
