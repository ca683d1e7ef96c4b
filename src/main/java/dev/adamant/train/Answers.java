package dev.adamant.train;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;

/** What outputs say. */
public final class Answers {

  private Answers() {}

  /**
   * The first of the greatest outputs of a sample; −1 where one is no number.
   *
   * @param outputs [C, B] of the host
   */
  public static int greatest(Tensor outputs, int sample) {
    boolean posit = outputs.type().kind() == DataType.Kind.POSIT;
    int best = -1;
    double most = 0;
    long mostPattern = 0;
    for (int c = 0; c < outputs.size(0); c++) {
      long pattern = outputs.get(c, sample);
      // Patterns of posits are in the order of their numbers.
      double value =
          posit
              ? 0
              : outputs.type().byteSize() == Float.BYTES
                  ? Float.intBitsToFloat((int) pattern)
                  : Double.longBitsToDouble(pattern);
      if (posit ? pattern == outputs.format().nar() : Double.isNaN(value)) {
        return -1;
      }
      if (best < 0 || (posit ? pattern > mostPattern : value > most)) {
        best = c;
        most = value;
        mostPattern = pattern;
      }
    }
    return best;
  }
}
