package dev.adamant.model;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.List;

/**
 * Work on many numbers of one kind, each for itself: exact sums of a few products, the same ones
 * for every channel, node and sample.
 */
final class Lanes {

  private Lanes() {}

  /** […, B] as […, B, 1, 1]: a matrix of one element for each number. */
  static Tensor of(Tensor tensor) {
    return tensor.split(-1, tensor.size(-1), 1, 1);
  }

  /**
   * A product of a sum.
   *
   * @param a of the shape of the result
   * @param b likewise
   */
  static Work.Term term(Tensor a, Tensor b, boolean negated) {
    return new Work.Term(of(a), of(b), negated);
  }

  /**
   * A sum of products over some dimensions, as parts of a larger sum.
   *
   * @param terms takes them
   * @param a [channels, nodes, B]
   * @param b of that shape
   * @param shape of the result: dimensions that are 1 there and more here are summed
   */
  static void addSums(List<Work.Term> terms, Tensor a, Tensor b, boolean negated, long... shape) {
    int along = -1;
    for (int d : new int[] {1, 0, 2}) {
      boolean summed = shape[d] == 1 && a.size(d) > 1;
      if (summed && along >= 0) {
        // One dimension is summed within a term, another over terms.
        for (long i = 0; i < a.size(along); i++) {
          addSums(terms, a.slice(along, i, i + 1), b.slice(along, i, i + 1), negated, shape);
        }
        return;
      }
      along = summed ? d : along;
    }
    terms.add(
        along < 0
            ? term(a, b, negated)
            : new Work.Term(row(a, along), row(b, along).transpose(3, 4), negated));
  }

  /** [channels, nodes, B] with one of these last, […, 1, K], and 1 in its place. */
  private static Tensor row(Tensor tensor, int d) {
    Tensor split = tensor.split(d, 1, 1, tensor.size(d));
    return switch (d) {
      case 0 -> split.transpose(1, 3).transpose(2, 4);
      case 1 -> split.transpose(2, 4).transpose(3, 4);
      default -> split;
    };
  }

  /** Adds out = Σ terms, exact and rounded once; without terms 0. */
  static void sum(Pass pass, Tensor out, List<Work.Term> terms, Constants constants) {
    if (terms.isEmpty()) {
      pass.add(new Work.Convert(out, constants.zerosLike(out)));
    } else {
      pass.add(new Work.Contract(of(out), terms, null));
    }
  }
}
