package dev.adamant.graph;

import dev.adamant.algebra.Signature;
import java.util.List;

/**
 * A program hypergraph: values, and relations in an order in which each reads only what is given or
 * made before. Immutable; {@link ProgramBuilder} makes it, and has checked that shapes fit.
 *
 * @param signature of the algebra of all values
 * @param values by their ids
 * @param relations by their ids
 */
public record Program(Signature signature, List<Value> values, List<Relation> relations) {

  /** Makes the lists immutable. */
  public Program {
    values = List.copyOf(values);
    relations = List.copyOf(relations);
  }

  /** The values of a role, in order. */
  public List<Value> values(Role role) {
    return values.stream().filter(value -> value.role() == role).toList();
  }

  /** The values that are learned, in order. */
  public List<Value> learned() {
    return values.stream().filter(value -> value.role().isLearned()).toList();
  }

  /** Numbers of a sample that it takes: all inputs, one after the other. */
  public int inputs() {
    return length(Role.INPUT);
  }

  /** Numbers of a sample that it gives: all outputs, one after the other. */
  public int outputs() {
    return length(Role.OUTPUT);
  }

  private int length(Role role) {
    return values(role).stream()
        .mapToInt(value -> value.length(signature))
        .reduce(0, Math::addExact);
  }

  /**
   * The relation that makes a value; null for values that are given.
   *
   * @param value one of {@link #values}
   */
  public Relation maker(Value value) {
    return relations.stream()
        .filter(relation -> relation.result().id() == value.id())
        .findFirst()
        .orElse(null);
  }
}
