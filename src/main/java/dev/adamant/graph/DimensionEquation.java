package dev.adamant.graph;

import dev.adamant.algebra.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Σ coefficient · dimension of a value = right: a row of the system that dimensions solve.
 *
 * @param coefficients by the id of the value, none of them 0
 * @param right of all units
 * @param relation that it comes from; null where it is declared
 */
record DimensionEquation(
    SortedMap<Integer, Integer> coefficients, Dimension right, Relation relation) {

  /** All of a program: what is declared, by values, then those of the relations, in order. */
  static List<DimensionEquation> of(Program program) {
    List<DimensionEquation> equations = new ArrayList<>();
    for (Value value : program.values()) {
      if (value.dimension() != null) {
        equations.add(is(value, value.dimension()));
      }
    }
    for (Relation relation : program.relations()) {
      add(equations, relation);
    }
    return equations;
  }

  /** That a value has a dimension, as it is declared. */
  static DimensionEquation is(Value value, Dimension dimension) {
    return new DimensionEquation(new TreeMap<>(Map.of(value.id(), 1)), dimension, null);
  }

  private static void add(List<DimensionEquation> equations, Relation relation) {
    Value result = relation.result();
    switch (relation) {
      case Relation.Linear r -> {
        for (Relation.Linear.Term term : r.terms()) {
          equations.add(sum(r, List.of(term.weight(), term.operand()), result, -1));
        }
        if (r.bias() != null) {
          equations.add(sum(r, List.of(r.bias()), result, -1));
        }
      }
      case Relation.Products r -> {
        for (Relation.Products.Term term : r.terms()) {
          equations.add(sum(r, List.of(term.left(), term.right()), result, -1));
        }
      }
      case Relation.Apply r -> {
        switch (r.function()) {
          case TANH, SIGMOID, EXP, LOG -> {
            equations.add(sum(r, List.of(r.operand()), result, 0));
            equations.add(sum(r, List.of(result), result, 0));
          }
          case RELU -> equations.add(sum(r, List.of(r.operand()), result, -1));
          case SQRT -> equations.add(sum(r, List.of(r.operand()), result, -2));
          case RECIPROCAL -> equations.add(sum(r, List.of(r.operand()), result, 1));
        }
      }
      case Relation.Gather r -> equations.add(sum(r, List.of(r.operand()), result, -1));
      case Relation.Scatter r -> equations.add(sum(r, List.of(r.operand()), result, -1));
    }
  }

  private static DimensionEquation sum(
      Relation relation, List<Value> operands, Value result, int factor) {
    SortedMap<Integer, Integer> coefficients = new TreeMap<>();
    operands.forEach(operand -> coefficients.merge(operand.id(), 1, Integer::sum));
    coefficients.merge(result.id(), factor, Integer::sum);
    coefficients.values().removeIf(coefficient -> coefficient == 0);
    return new DimensionEquation(coefficients, Dimension.NONE, relation);
  }
}
