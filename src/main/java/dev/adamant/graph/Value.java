package dev.adamant.graph;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import java.util.List;
import java.util.Objects;

/**
 * A node of a program hypergraph: multivectors, of which only some grades are stored.
 *
 * @param id its index in {@link Program#values}
 * @param name the user's, unique in its program
 * @param role what it is to the program
 * @param grades those that are stored; all others are 0 by type. Of a {@link Role#WEIGHT} those
 *     that it has a matrix for
 * @param channels multivectors of a node; of a weight the channels that it gives
 * @param nodes such as bodies; of a weight the channels that it takes
 * @param dimension the declared one, or null where it is to be inferred
 * @param bound the greatest magnitude of a component that is declared, or infinity
 * @param numbers of a constant or parameter its (first) components, in the order [components,
 *     channels, nodes]; of a weight the standard deviation of its first elements; else none
 */
public record Value(
    int id,
    String name,
    Role role,
    GradeSet grades,
    int channels,
    int nodes,
    Dimension dimension,
    double bound,
    List<Double> numbers) {

  /** Makes the list immutable. */
  public Value {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(grades, "grades");
    numbers = List.copyOf(numbers);
  }

  /**
   * Numbers of a sample, or of the whole value where it is not {@link Role#isSampled sampled}:
   * those of its components, channels and nodes, or of a weight's matrices.
   */
  public int length(Signature signature) {
    int each = Math.multiplyExact(channels, nodes);
    int times = role == Role.WEIGHT ? grades.grades().size() : signature.size(grades);
    return Math.multiplyExact(times, each);
  }

  /** {@code position {1} 4x1}: name, grades, nodes and channels. */
  @Override
  public String toString() {
    return name + " " + grades + " " + nodes + "x" + channels;
  }
}
