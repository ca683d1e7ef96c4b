package dev.adamant.serve;

import dev.adamant.record.VersionRecord;

/**
 * A version's answer to rows.
 *
 * @param version that made all of it
 * @param rows how many
 * @param values [rows, outputs]: as the network gives them, exact as doubles for formats of at most
 *     53 significant bits, else rounded to doubles
 * @param labels [rows], the class of each, found before the values were rounded to doubles; null
 *     where the values tell
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reader
public record Answer(VersionRecord version, int rows, double[] values, int[] labels) {

  /** The first of the greatest outputs of a row, in the network's format; −1 where one is NaR. */
  public int label(int row) {
    if (labels != null) {
      return labels[row];
    }
    int outputs = values.length / rows;
    int from = row * outputs;
    int best = 0;
    for (int o = 0; o < outputs; o++) {
      if (Double.isNaN(values[from + o])) {
        return -1;
      }
      best = values[from + o] > values[from + best] ? o : best;
    }
    return best;
  }
}
