package dev.adamant.train;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Pass;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Work;
import java.util.List;

/**
 * The inner products of K tangents, of which it is given part after part: each is one exact sum
 * over all parts, held in a quire and rounded once. Of the symmetric matrix only the lower triangle
 * is held, row after row. In IEEE floats the sums of parts are added.
 */
final class GramMatrix {

  private final int order;
  private final Tensor sums;
  private final Tensor partial;
  private final Tensor rounded;

  /** Lays K(K + 1)/2 sums and as many elements, for the K of {@code order}. */
  GramMatrix(Region region, DataType type, int order) {
    long count = triangle(order);
    boolean exact = type.kind() == DataType.Kind.POSIT;
    this.order = order;
    this.rounded = region.tensor(type, count);
    this.sums = exact ? region.tensor(DataType.quire(type.format()), count) : rounded;
    this.partial = exact ? null : region.tensor(type, order);
  }

  /** How many elements the rows above a row have. */
  static long triangle(long row) {
    return row * (row + 1) / 2;
  }

  /** [K(K + 1)/2]: the lower triangle, row by row, once {@link #round} has run. */
  Tensor rounded() {
    return rounded;
  }

  /**
   * Adds a part of all tangents to the sums.
   *
   * @param part [K, elements]
   * @param first whether the sums begin with it
   */
  void add(Pass pass, Tensor part, boolean first) {
    for (int k = 0; k < order; k++) {
      long begin = triangle(k);
      Tensor row = sums.slice(0, begin, begin + k + 1).reshape(1, k + 1L);
      List<Work.Term> terms =
          List.of(
              new Work.Term(
                  part.slice(0, k, k + 1L), part.slice(0, 0, k + 1L).transpose(0, 1), false));
      if (partial == null) {
        pass.add(new Work.Contract(row, terms, first ? null : row));
      } else if (first) {
        pass.add(new Work.Contract(row, terms, null));
      } else {
        Tensor more = partial.slice(0, 0, k + 1L).reshape(1, k + 1L);
        pass.add(new Work.Contract(more, terms, null));
        pass.add(new Work.Zip(BinaryOperation.ADD, row, row, more));
      }
    }
  }

  /** Rounds the sums. */
  void round(Pass pass) {
    if (sums != rounded) {
      pass.add(new Work.Convert(rounded, sums));
    }
  }
}
