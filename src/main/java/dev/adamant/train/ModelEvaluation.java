package dev.adamant.train;

import java.util.List;

/**
 * How well a model does on samples.
 *
 * @param samples how many
 * @param loss their mean: the exact sum, rounded once, divided in doubles
 * @param rmse root of the mean squared error over samples and outputs, in doubles; null for
 *     classification
 * @param correct samples whose greatest output is at their class; −1 for regression
 * @param classes names; none for regression
 * @param confusion for each class the samples that were taken for each class: {@code
 *     confusion[is][taken]}; the last column counts those with an output that is no number; empty
 *     for regression
 */
public record ModelEvaluation(
    long samples,
    double loss,
    Double rmse,
    long correct,
    List<String> classes,
    List<List<Long>> confusion) {

  /** Makes the lists immutable. */
  public ModelEvaluation {
    classes = List.copyOf(classes);
    confusion = confusion.stream().map(List::copyOf).toList();
  }

  /** Fraction of samples that are right, from 0 to 1; null for regression. */
  public Double accuracy() {
    return correct < 0 ? null : (double) correct / samples;
  }

  /** Samples of each class. */
  public List<Long> counts() {
    return confusion.stream().map(row -> row.stream().mapToLong(Long::longValue).sum()).toList();
  }
}
