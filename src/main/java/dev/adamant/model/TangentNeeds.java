package dev.adamant.model;

import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Value;
import java.util.function.Predicate;

/**
 * Which tangents of a program can be other than 0, by where they come in, and which values their
 * rules read.
 */
final class TangentNeeds {

  private final boolean[] active;
  private final boolean[] needed;

  /**
   * Follows tangents through a program.
   *
   * @param given whether a value's tangent comes in
   */
  TangentNeeds(Program program, Predicate<Value> given) {
    this.active = new boolean[program.values().size()];
    this.needed = new boolean[active.length];
    for (Value value : program.values()) {
      active[value.id()] = given.test(value);
    }
    for (Relation relation : program.relations()) {
      active[relation.result().id()] = relation.operands().stream().anyMatch(this::isActive);
    }
    program.relations().stream().filter(r -> isActive(r.result())).forEach(this::rule);
    for (Relation relation : program.relations().reversed()) {
      if (isNeeded(relation.result())) {
        relation.operands().forEach(this::need);
      }
    }
  }

  /** Whether a value's tangent can be other than 0. */
  boolean isActive(Value value) {
    return active[value.id()];
  }

  /** Whether a value is read by a rule or by what makes another that is. */
  boolean isNeeded(Value value) {
    return needed[value.id()];
  }

  private void need(Value value) {
    needed[value.id()] = true;
  }

  private void rule(Relation relation) {
    switch (relation) {
      case Relation.Linear r ->
          r.terms().stream().filter(t -> isActive(t.weight())).forEach(t -> need(t.operand()));
      case Relation.Products r -> {
        for (Relation.Products.Term term : r.terms()) {
          if (isActive(term.left())) {
            need(term.right());
          }
          if (isActive(term.right())) {
            need(term.left());
          }
        }
      }
      case Relation.Apply r ->
          need(ScalarRules.needsResult(r.function()) ? r.result() : r.operand());
      case Relation.Gather r -> {}
      case Relation.Scatter r -> {}
    }
  }
}
