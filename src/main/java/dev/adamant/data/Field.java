package dev.adamant.data;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;

/**
 * A named part of a sample: multivectors of some grades, in channels, for each of several nodes
 * such as bodies or points. Its numbers come in the order [components, channels, nodes], the nodes
 * next to each other.
 *
 * @param name such as {@code position}
 * @param grades of the multivectors; {@link GradeSet#SCALAR} for plain numbers
 * @param channels multivectors of a node, at least 1
 * @param nodes at least 1
 * @param dimension that all of them have
 * @param bound the greatest magnitude that a component can have, or infinity where it is not known
 */
public record Field(
    String name, GradeSet grades, int channels, int nodes, Dimension dimension, double bound) {

  /** Checks the numbers. */
  public Field {
    if (name.isBlank() || grades.isEmpty() || channels < 1 || nodes < 1 || !(bound > 0)) {
      throw new IllegalArgumentException(
          "the field \""
              + name
              + "\" has the grades "
              + grades
              + ", "
              + channels
              + " channels, "
              + nodes
              + " nodes and the bound "
              + bound
              + ": it needs a name, a grade, 1 or more channels and nodes, a bound above 0");
    }
  }

  /** Plain numbers without a dimension or a bound. */
  public static Field scalars(String name, int channels) {
    return new Field(name, GradeSet.SCALAR, channels, 1, Dimension.NONE, Double.POSITIVE_INFINITY);
  }

  /** How many numbers of a sample it has. */
  public int length(Signature signature) {
    return Math.multiplyExact(signature.size(grades), Math.multiplyExact(channels, nodes));
  }
}
