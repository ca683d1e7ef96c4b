package dev.adamant.model.geometric;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;
import java.util.List;

/**
 * Π_adm for linear maps between channels of multivectors: of all maps of their components the
 * nearest one, in the Frobenius norm, that has one weight for each grade and pair of channels. That
 * is the mean of the map's diagonal over the components of a grade; what takes one component to
 * another, or one grade to another, is left out. On maps that are admissible already it changes
 * nothing, so it can guard weights that were made elsewhere.
 */
public final class AdmissibleProjection {

  private final long[] weights;
  private final double removed;

  private AdmissibleProjection(long[] weights, double removed) {
    this.weights = weights;
    this.removed = removed;
  }

  /** Patterns [grades, outputs, inputs], as a copy. */
  public long[] weights() {
    return weights.clone();
  }

  /** The norm of what was left out over that of the map, from 0 to 1; 0 for a map of zeros. */
  public double removed() {
    return removed;
  }

  /**
   * Projects a map.
   *
   * @param grades of the multivectors
   * @param outputs channels that it gives
   * @param inputs channels that it takes
   * @param map [components·outputs, components·inputs], finite; components in the order of {@link
   *     Signature#blades}, the channels of one next to each other
   * @param format of the weights: each is the exact sum of a diagonal rounded once, over the number
   *     of components, rounded once more where there are several
   * @throws IllegalArgumentException when the map has another length, or a number is not finite
   */
  public static AdmissibleProjection of(
      Signature signature, GradeSet grades, int outputs, int inputs, double[] map, Format format) {
    int components = signature.size(grades);
    if (map.length != (long) components * outputs * components * inputs) {
      throw new IllegalArgumentException(
          map.length
              + " numbers are no map of "
              + components
              + " components and "
              + inputs
              + " channels to as many and "
              + outputs);
    }
    List<Integer> list = grades.grades();
    long[] weights = new long[list.size() * outputs * inputs];
    double[] nearest = new double[map.length];
    int first = 0;
    for (int g = 0; g < list.size(); g++) {
      int count = signature.size(list.get(g));
      for (int o = 0; o < outputs; o++) {
        for (int i = 0; i < inputs; i++) {
          Quire sum = new Quire(format);
          for (int k = first; k < first + count; k++) {
            sum.add(pattern(format, map[at(components, outputs, inputs, k, o, i)]));
          }
          long mean =
              count == 1
                  ? sum.toPosit()
                  : Posit.div(format, sum.toPosit(), Posit.fromLong(format, count));
          weights[(g * outputs + o) * inputs + i] = mean;
          for (int k = first; k < first + count; k++) {
            nearest[at(components, outputs, inputs, k, o, i)] = Posit.toDouble(format, mean);
          }
        }
      }
      first += count;
    }
    return new AdmissibleProjection(weights, distance(map, nearest));
  }

  /** The place of what takes component k of channel i to the same of channel o. */
  private static int at(int components, int outputs, int inputs, int k, int o, int i) {
    return (k * outputs + o) * components * inputs + k * inputs + i;
  }

  private static long pattern(Format format, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          value + " is no weight: it must be finite, mend what it was made by");
    }
    return Posit.fromDouble(format, value);
  }

  private static double distance(double[] map, double[] nearest) {
    double norm = 0;
    double removed = 0;
    for (int i = 0; i < map.length; i++) {
      if (!Double.isFinite(map[i])) {
        throw new IllegalArgumentException(
            map[i] + " is no weight: it must be finite, mend what it was made by");
      }
      norm += map[i] * map[i];
      removed += (map[i] - nearest[i]) * (map[i] - nearest[i]);
    }
    return norm == 0 ? 0 : Math.sqrt(removed / norm);
  }
}
