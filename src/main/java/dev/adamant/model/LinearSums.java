package dev.adamant.model;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One grade of a {@link dev.adamant.graph.Relation.Linear} as matrix products: a matrix of weights
 * times channels by samples, for every component and node. Where all tensors are contiguous, nodes
 * and samples are columns together, which is faster and changes no bit.
 */
final class LinearSums {

  private final List<Part> parts = new ArrayList<>();
  private final long[] leading;
  private final Tensor out;

  /**
   * A product that is part of the sum.
   *
   * @param weights […, outputs, inputs], perhaps with K in front
   * @param columns [components, inputs, nodes, B], perhaps with K in front; or null for ones
   */
  private record Part(Tensor weights, Tensor columns) {}

  /**
   * No products yet.
   *
   * @param out [components, outputs, nodes, B] of one grade, perhaps with K in front
   */
  LinearSums(Tensor out) {
    this.out = out;
    int rank = out.rank() - 3;
    this.leading = new long[rank];
    System.arraycopy(out.shape(), 0, leading, 0, rank);
  }

  /** The components of a grade of a tensor of a value. */
  static Tensor grade(Signature signature, Value value, int grade, Tensor tensor) {
    GradeSet below = new GradeSet(value.grades().bits() & ((1 << grade) - 1));
    int from = signature.size(below);
    return tensor.slice(tensor.rank() - 4, from, from + (long) signature.size(grade));
  }

  /** The matrix of a grade of a weight, perhaps with K in front. */
  static Tensor matrix(Value weight, int grade, Tensor tensor) {
    return tensor.select(tensor.rank() - 3, weight.grades().grades().indexOf(grade));
  }

  /**
   * Adds weights times columns.
   *
   * @param weights [outputs, inputs], or [K, outputs, inputs]
   * @param columns [components, inputs, nodes, B], or with K in front
   */
  void add(Tensor weights, Tensor columns) {
    parts.add(new Part(weights, columns));
  }

  /**
   * Adds a column to every column.
   *
   * @param bias [1, outputs, 1, 1], or with K in front
   */
  void addBias(Tensor bias) {
    parts.add(new Part(bias.select(bias.rank() - 4, 0).select(-2, 0), null));
  }

  /**
   * Adds the terms of a matrix [outputs, inputs]: the sum over components, nodes and samples of
   * rows times columns.
   *
   * @param rows [components, outputs, nodes, B]
   * @param columns [components, inputs, nodes, B]
   */
  static void addOuter(List<Work.Term> terms, Tensor rows, Tensor columns) {
    for (long k = 0; k < rows.size(0); k++) {
      Tensor left = rows.select(0, k);
      Tensor right = columns.select(0, k);
      if (isJoinable(left) && isJoinable(right)) {
        terms.add(new Work.Term(joined(left), joined(right).transpose(0, 1), false));
      } else {
        for (long n = 0; n < left.size(1); n++) {
          Tensor of = right.select(1, n).transpose(0, 1);
          terms.add(new Work.Term(left.select(1, n), of, false));
        }
      }
    }
  }

  /** Adds the work; where nothing was added, the sum is 0. */
  void add(Pass pass, Constants constants) {
    if (parts.isEmpty()) {
      pass.add(new Work.Convert(out, constants.zerosLike(out)));
      return;
    }
    boolean together =
        isJoinable(out) && parts.stream().allMatch(p -> p.columns == null || isJoinable(p.columns));
    Tensor result = together ? joined(out) : out.transpose(-3, -2);
    long[] lengths = together ? leading : with(leading, out.size(-2));
    List<Work.Term> terms = new ArrayList<>();
    for (Part part : parts) {
      Tensor columns;
      if (part.columns == null) {
        columns = constants.get(1.0, with(lengths, 1, result.size(-1)));
      } else {
        Tensor matrices = together ? joined(part.columns) : part.columns.transpose(-3, -2);
        columns = matrices.expand(with(lengths, matrices.size(-2), matrices.size(-1)));
      }
      terms.add(new Work.Term(repeated(part.weights, lengths), columns, false));
    }
    pass.add(new Work.Contract(result, terms, null));
  }

  /** [outputs, inputs] or [K, outputs, inputs], repeated for components, perhaps nodes. */
  private static Tensor repeated(Tensor weights, long[] lengths) {
    long[] shape = with(lengths, weights.size(-2), weights.size(-1));
    if (weights.rank() == 2) {
      return weights.expand(shape);
    }
    long[] tangents = new long[lengths.length];
    Arrays.fill(tangents, 1);
    tangents[0] = weights.size(0);
    return weights.split(0, tangents).expand(shape);
  }

  private static boolean isJoinable(Tensor tensor) {
    return tensor.size(-2) == 1 || tensor.isContiguous();
  }

  /** [..., channels, nodes, B] as [..., channels, nodes·B]. */
  private static Tensor joined(Tensor tensor) {
    if (tensor.size(-2) == 1) {
      return tensor.select(-2, 0);
    }
    long[] shape = Arrays.copyOf(tensor.shape(), tensor.rank() - 1);
    shape[shape.length - 1] = tensor.size(-2) * tensor.size(-1);
    return tensor.reshape(shape);
  }

  private static long[] with(long[] leading, long... more) {
    long[] shape = Arrays.copyOf(leading, leading.length + more.length);
    System.arraycopy(more, 0, shape, leading.length, more.length);
    return shape;
  }
}
