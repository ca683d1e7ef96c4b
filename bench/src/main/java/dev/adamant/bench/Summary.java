package dev.adamant.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * Repeated measurements.
 *
 * @param mean their mean
 * @param deviation their sample standard deviation; 0 of a single one
 */
record Summary(double mean, double deviation) {

  /** Of at least one value. */
  static Summary of(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Summary(mean, values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1)));
  }

  /** {@code 96.7 ± 0.4} from fractions. */
  String percent() {
    return String.format(Locale.ROOT, "%.1f ± %.1f", 100 * mean, 100 * deviation);
  }
}
