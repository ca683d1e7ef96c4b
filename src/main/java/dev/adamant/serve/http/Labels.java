package dev.adamant.serve.http;

import dev.adamant.serve.Answer;

/** What outputs say, row by row: as {@link dev.adamant.train.Predictor} has it, to the bit. */
final class Labels {

  private Labels() {}

  /** The class of each row. */
  static int[] of(Answer answer) {
    int[] labels = new int[answer.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = answer.label(row);
    }
    return labels;
  }

  /** Softmax of each row, in doubles by StrictMath; no numbers in a row without a label. */
  static double[] probabilities(Answer answer) {
    double[] values = answer.values();
    double[] probabilities = new double[values.length];
    int outputs = values.length / answer.rows();
    for (int row = 0; row < answer.rows(); row++) {
      int greatest = answer.label(row);
      int from = row * outputs;
      double sum = 0;
      for (int i = from; i < from + outputs; i++) {
        probabilities[i] =
            greatest < 0 ? Double.NaN : StrictMath.exp(values[i] - values[from + greatest]);
        sum += probabilities[i];
      }
      for (int i = from; i < from + outputs; i++) {
        probabilities[i] /= sum;
      }
    }
    return probabilities;
  }
}
