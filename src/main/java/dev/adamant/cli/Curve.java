package dev.adamant.cli;

import dev.adamant.train.EpochRecord;
import java.util.List;

/**
 * How a run went.
 *
 * @param name what the legend calls it
 * @param epochs in their order, at least one
 */
record Curve(String name, List<EpochRecord> epochs) {

  /** Makes the list immutable. */
  Curve {
    epochs = List.copyOf(epochs);
  }

  /** The samples that an epoch is measured on, beside those that it learns from. */
  String part() {
    return epochs.getFirst().validationLoss() != null ? "validation" : "test";
  }

  /** Whether it has accuracies. */
  boolean hasAccuracy() {
    return epochs.stream().noneMatch(e -> Double.isNaN(accuracy(e)));
  }

  /** The loss on the {@link #part}; NaN where it was not measured. */
  static double loss(EpochRecord epoch) {
    return number(epoch.validationLoss() != null ? epoch.validationLoss() : epoch.testLoss());
  }

  /** The accuracy on the {@link #part}, from 0 to 1; NaN for regression. */
  static double accuracy(EpochRecord epoch) {
    return number(
        epoch.validationLoss() != null ? epoch.validationAccuracy() : epoch.testAccuracy());
  }

  private static double number(Double value) {
    return value == null ? Double.NaN : value;
  }
}
