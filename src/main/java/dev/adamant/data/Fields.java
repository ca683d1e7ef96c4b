package dev.adamant.data;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import java.util.List;

/** Fields of the sources that have a name. */
final class Fields {

  /** The bound where none is known. */
  static final double UNBOUNDED = Double.POSITIVE_INFINITY;

  private Fields() {}

  /** A field of vectors. */
  static Field vectors(String name, int channels, int nodes, String dimension, double bound) {
    return field(name, List.of(1), channels, nodes, dimension, bound);
  }

  /** A field of multivectors of those grades. */
  static Field field(
      String name, List<Integer> grades, int channels, int nodes, String dimension, double bound) {
    return new Field(
        name,
        GradeSet.of(grades.stream().mapToInt(Integer::intValue).toArray()),
        channels,
        nodes,
        Dimension.parse(dimension),
        bound);
  }
}
