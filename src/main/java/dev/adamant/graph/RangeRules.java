package dev.adamant.graph;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The intervals of a relation's result from those of its operands, before rounding. */
final class RangeRules {

  private final Signature signature;
  private final Interval[][] intervals;

  /**
   * Over the intervals of all values, in the order of their numbers.
   *
   * @param intervals by the id of the value; read when a relation asks for them
   */
  RangeRules(Signature signature, Interval[]... intervals) {
    this.signature = signature;
    this.intervals = intervals;
  }

  Interval[] of(Relation relation) {
    return switch (relation) {
      case Relation.Linear r -> linear(r);
      case Relation.Products r -> products(r);
      case Relation.Apply r -> apply(r);
      case Relation.Gather r -> gather(r);
      case Relation.Scatter r -> scatter(r);
    };
  }

  private Interval[] zeros(Value value) {
    Interval[] all = new Interval[value.length(signature)];
    Arrays.fill(all, Interval.ZERO);
    return all;
  }

  private int index(Value value, int component, int channel, int node) {
    int c = value.channels() == 1 ? 0 : channel;
    int n = value.nodes() == 1 ? 0 : node;
    return (component * value.channels() + c) * value.nodes() + n;
  }

  private Interval at(Value value, int component, int channel, int node) {
    return intervals[value.id()][index(value, component, channel, node)];
  }

  private Interval[] linear(Relation.Linear r) {
    Value y = r.result();
    Interval[] sums = zeros(y);
    if (r.bias() != null) {
      for (int o = 0; o < y.channels(); o++) {
        for (int n = 0; n < y.nodes(); n++) {
          sums[(o * y.nodes()) + n] = at(r.bias(), 0, o, 0);
        }
      }
    }
    List<Integer> blades = signature.blades(y.grades());
    for (Relation.Linear.Term term : r.terms()) {
      List<Integer> of = signature.blades(term.operand().grades());
      List<Integer> matrices = term.weight().grades().grades();
      for (int i = 0; i < of.size(); i++) {
        int k = blades.indexOf(of.get(i));
        int matrix = matrices.indexOf(Signature.grade(of.get(i)));
        if (k >= 0 && matrix >= 0) {
          mix(sums, y, k, term, i, matrix);
        }
      }
    }
    return sums;
  }

  private void mix(
      Interval[] sums, Value y, int k, Relation.Linear.Term term, int component, int matrix) {
    Value x = term.operand();
    Value w = term.weight();
    for (int o = 0; o < y.channels(); o++) {
      for (int n = 0; n < y.nodes(); n++) {
        int to = (k * y.channels() + o) * y.nodes() + n;
        // More terms change nothing once nothing is known, so large untrained matrices are fast.
        for (int i = 0; i < x.channels() && !sums[to].equals(Interval.ALL); i++) {
          Interval weight = intervals[w.id()][(matrix * w.channels() + o) * w.nodes() + i];
          sums[to] = sums[to].plus(weight.times(at(x, component, i, n)));
        }
      }
    }
  }

  private Interval[] products(Relation.Products r) {
    Value y = r.result();
    Interval[] sums = zeros(y);
    List<Integer> blades = signature.blades(y.grades());
    for (Relation.Products.Term term : r.terms()) {
      int[] left = places(term.leftGrades(), term.left());
      int[] right = places(term.rightGrades(), term.right());
      List<Integer> outs = signature.blades(term.grades());
      ProductTable table =
          ProductTable.of(
              signature, term.kind(), term.leftGrades(), term.rightGrades(), term.grades());
      for (ProductTable.Entry entry : table.entries()) {
        int k = blades.indexOf(outs.get(entry.out()));
        boolean isNegated = entry.sign() < 0 != term.negated();
        for (int c = 0; c < y.channels(); c++) {
          for (int n = 0; n < y.nodes(); n++) {
            int to = (k * y.channels() + c) * y.nodes() + n;
            Interval product = product(term, left[entry.left()], right[entry.right()], c, n);
            sums[to] = sums[to].plus(isNegated ? product.negate() : product);
          }
        }
      }
    }
    return sums;
  }

  private Interval product(Relation.Products.Term term, int i, int j, int channel, int node) {
    Interval left = at(term.left(), i, channel, node);
    return term.left().id() == term.right().id() && i == j
        ? left.square()
        : left.times(at(term.right(), j, channel, node));
  }

  /** Of each component of some grades of a value, its place among all that it has. */
  private int[] places(GradeSet grades, Value of) {
    List<Integer> blades = signature.blades(of.grades());
    return signature.blades(grades).stream().mapToInt(blades::indexOf).toArray();
  }

  private Interval[] apply(Relation.Apply r) {
    return Arrays.stream(intervals[r.operand().id()])
        .map(x -> FunctionRange.of(r.function(), x))
        .toArray(Interval[]::new);
  }

  private Interval[] gather(Relation.Gather r) {
    Value y = r.result();
    int rows = y.length(signature) / y.nodes();
    int from = r.operand().nodes();
    Interval[] x = intervals[r.operand().id()];
    return IntStream.range(0, rows * y.nodes())
        .mapToObj(i -> x[i / y.nodes() * from + r.indices().get(i % y.nodes())])
        .toArray(Interval[]::new);
  }

  private Interval[] scatter(Relation.Scatter r) {
    Value y = r.result();
    Interval[] x = intervals[r.operand().id()];
    int from = r.operand().nodes();
    Interval[] sums = zeros(y);
    for (int i = 0; i < x.length; i++) {
      int to = i / from * y.nodes() + r.indices().get(i % from);
      sums[to] = sums[to].plus(x[i]);
    }
    return sums;
  }
}
