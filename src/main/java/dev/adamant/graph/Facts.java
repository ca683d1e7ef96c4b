package dev.adamant.graph;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that is inferred of a program. Where there are inconsistencies the facts are those of what is
 * left without them, good for a drawing and for nothing else.
 *
 * @param program that the facts are of
 * @param setting that it is to be run with
 * @param values by their ids
 * @param relations by their ids
 * @param slots bytes of inner values in a pass, as {@link Lifetimes#bytes} predicts them
 * @param allSlots the same where all inner values are kept
 * @param inconsistencies grades, then dimensions, then capacity; none in a program that can be run
 * @param warnings of {@link Ranges}
 */
public record Facts(
    Program program,
    Setting setting,
    List<OfValue> values,
    List<OfRelation> relations,
    long slots,
    long allSlots,
    List<Inconsistency> inconsistencies,
    List<String> warnings) {

  /**
   * Of a value.
   *
   * @param value itself
   * @param grades that can be other than 0
   * @param components stored ones that can be other than 0
   * @param dimension the declared or inferred one
   * @param isDetermined whether no other dimension fits
   * @param escape where it lives
   * @param first the relation that makes it, or first reads it where it is given; −1 for none
   * @param last the last relation that reads it, else the one that makes it; −1 for none
   * @param slot of an inner value; −1 for all others
   * @param bytes of a pass, without padding
   * @param bound the greatest magnitude of a component, infinite where none is known
   */
  public record OfValue(
      Value value,
      GradeSet grades,
      int components,
      Dimension dimension,
      boolean isDetermined,
      Escape escape,
      int first,
      int last,
      int slot,
      long bytes,
      double bound) {}

  /**
   * Of a relation.
   *
   * @param relation itself
   * @param cost of a forward pass
   * @param dense cost of its equivalent without types, as {@link Cost#dense} has it
   * @param forward products of the longest sum of the forward pass
   * @param tangent products of the longest sum of the tangent rule
   */
  public record OfRelation(Relation relation, Cost cost, Cost dense, long forward, long tangent) {}

  /** Makes the lists immutable. */
  public Facts {
    values = List.copyOf(values);
    relations = List.copyOf(relations);
    inconsistencies = List.copyOf(inconsistencies);
    warnings = List.copyOf(warnings);
  }

  /** Of all relations together. */
  public Cost cost() {
    return relations.stream().map(OfRelation::cost).reduce(Cost.NONE, Cost::plus);
  }

  /** Of all relations together, without types. */
  public Cost dense() {
    return relations.stream().map(OfRelation::dense).reduce(Cost.NONE, Cost::plus);
  }

  /** Numbers that are learned. */
  public long learned() {
    return program.learned().stream()
        .mapToLong(value -> value.length(program.signature()))
        .reduce(0, Math::addExact);
  }

  /** Whether nothing disagrees. */
  public boolean isConsistent() {
    return inconsistencies.isEmpty();
  }

  /**
   * These facts.
   *
   * @throws ProgramException with all inconsistencies, a line each, where there are any
   */
  public Facts orThrow() {
    if (!isConsistent()) {
      throw new ProgramException(
          inconsistencies.stream().map(Inconsistency::message).collect(Collectors.joining("\n")));
    }
    return this;
  }
}
