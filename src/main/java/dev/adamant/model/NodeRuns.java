package dev.adamant.model;

import dev.adamant.memory.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Lists of node numbers as a few arithmetic progressions, so that slices stand for them. */
final class NodeRuns {

  private NodeRuns() {}

  /**
   * Nodes that follow each other with one step, which may be 0 or negative.
   *
   * @param first number of the first
   * @param count how many, at least 1
   * @param step from each to the next
   */
  record Run(int first, int count, int step) {

    /** The number behind the last; of nodes of step 1. */
    int end() {
      return first + count;
    }

    /** Whether others are among them; both of step 1. */
    boolean has(Run other) {
      return first <= other.first && other.end() <= end();
    }

    /** Some of them, counted from 0. */
    Run part(int from, int length) {
      return new Run(first + from * step, length, step);
    }

    /** Those nodes of a tensor […, nodes, B]. */
    Tensor of(Tensor tensor) {
      int d = tensor.rank() - 2;
      if (step == 0 || count == 1) {
        long[] shape = tensor.shape();
        shape[d] = count;
        return tensor.slice(d, first, first + 1L).expand(shape);
      }
      int last = first + step * (count - 1);
      return tensor.slice(d, Math.min(first, last), Math.max(first, last) + 1L, step);
    }
  }

  /**
   * Nodes that are copied.
   *
   * @param to the places, of step 1
   * @param from where they are
   */
  record Copy(Run to, Run from) {}

  /**
   * Nodes that are sums of as many others each.
   *
   * @param to the sums, of step 1
   * @param from for each term of the sums the nodes that it is, as many; none where the sums are 0
   */
  record Sum(Run to, List<Run> from) {}

  /** Node m of the result is node indices[m]: in as few copies as one step each allows. */
  static List<Copy> gather(List<Integer> indices) {
    List<Copy> copies = new ArrayList<>();
    int at = 0;
    while (at < indices.size()) {
      int first = indices.get(at);
      int end = at + 1;
      int step = end < indices.size() ? indices.get(end) - first : 1;
      while (end < indices.size() && indices.get(end) - indices.get(end - 1) == step) {
        end++;
      }
      copies.add(new Copy(new Run(at, end - at, 1), new Run(first, end - at, step)));
      at = end;
    }
    return copies;
  }

  /**
   * Node n of the result is the sum of all m with indices[m] = n: neighbours whose terms step
   * equally are one sum.
   *
   * @param nodes of the result
   */
  static List<Sum> scatter(List<Integer> indices, int nodes) {
    List<List<Integer>> sources = new ArrayList<>();
    for (int n = 0; n < nodes; n++) {
      sources.add(new ArrayList<>());
    }
    for (int m = 0; m < indices.size(); m++) {
      sources.get(indices.get(m)).add(m);
    }
    List<Sum> sums = new ArrayList<>();
    int at = 0;
    while (at < nodes) {
      List<Integer> first = sources.get(at);
      List<Integer> steps = at + 1 < nodes ? steps(first, sources.get(at + 1)) : null;
      int end = at + 1;
      while (end < nodes
          && steps != null
          && steps.equals(steps(sources.get(end - 1), sources.get(end)))) {
        end++;
      }
      List<Run> from = new ArrayList<>();
      for (int t = 0; t < first.size(); t++) {
        from.add(new Run(first.get(t), end - at, end - at > 1 ? steps.get(t) : 1));
      }
      sums.add(new Sum(new Run(at, end - at, 1), from));
      at = end;
    }
    return sums;
  }

  /** From each term of a sum to the same of the next; null where there are not as many. */
  private static List<Integer> steps(List<Integer> terms, List<Integer> next) {
    if (terms.size() != next.size()) {
      return null;
    }
    List<Integer> steps = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      steps.add(next.get(t) - terms.get(t));
    }
    return steps;
  }
}
