package dev.adamant.serve.http;

/** What outputs say, row by row: as {@link dev.adamant.train.Predictor} has it, to the bit. */
final class Labels {

  private Labels() {}

  /** The first of the greatest outputs of a row; −1 where one is no number. */
  static int greatest(double[] values, int row, int outputs) {
    int best = 0;
    for (int i = 0; i < outputs; i++) {
      double value = values[row * outputs + i];
      if (Double.isNaN(value)) {
        return -1;
      }
      if (value > values[row * outputs + best]) {
        best = i;
      }
    }
    return best;
  }

  /** Softmax of each row, in doubles by StrictMath; no numbers in a row without a label. */
  static double[] probabilities(double[] values, int rows, int outputs) {
    double[] probabilities = new double[values.length];
    for (int row = 0; row < rows; row++) {
      int greatest = greatest(values, row, outputs);
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
