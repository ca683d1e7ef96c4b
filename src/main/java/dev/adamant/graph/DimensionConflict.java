package dev.adamant.graph;

import dev.adamant.algebra.Dimension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says how an equation contradicts others: dimensions are taken from equation to equation, each of
 * which gives one that was not known, until the last one gives a value a dimension other than the
 * one that it has. These two are the paths.
 */
final class DimensionConflict {

  private final Program program;
  private final List<DimensionEquation> equations;
  private final DimensionEquation failed;

  /** What is known, in the order in which it became known. */
  private final Map<Integer, Step> known = new LinkedHashMap<>();

  private record Step(Value value, Dimension dimension, DimensionEquation by) {}

  /**
   * Of an equation that contradicts others.
   *
   * @param equations that do not contradict each other, in order of preference
   */
  DimensionConflict(Program program, List<DimensionEquation> equations, DimensionEquation failed) {
    this.program = program;
    this.equations = new ArrayList<>(equations);
    this.equations.sort(
        Comparator.comparingInt(e -> e.relation() == null ? -1 : e.relation().id()));
    this.failed = failed;
  }

  /** The inconsistency; null where it cannot be seen by going from one equation to the next. */
  Inconsistency explain() {
    Step next = next();
    while (next != null) {
      known.put(next.value.id(), next);
      next = next();
    }
    if (unknown(failed) > 1) {
      return null;
    }
    int id = target(failed);
    Dimension dimension = solve(failed, id);
    if (dimension == null) {
      return indivisible(failed, id);
    }
    return known.containsKey(id)
        ? disagree(known.get(id), new Step(program.values().get(id), dimension, failed))
        : null;
  }

  /** What an equation gives whose other values are known; results of relations first. */
  private Step next() {
    Step first = null;
    for (DimensionEquation equation : equations) {
      if (unknown(equation) == 1) {
        int id = target(equation);
        Dimension dimension = solve(equation, id);
        if (dimension != null) {
          Step step = new Step(program.values().get(id), dimension, equation);
          if (isForward(equation)) {
            return step;
          }
          first = first == null ? step : first;
        }
      }
    }
    return first;
  }

  /** Whether it is declared, or gives a relation's result from its operands. */
  private boolean isForward(DimensionEquation equation) {
    return equation.relation() == null || target(equation) == equation.relation().result().id();
  }

  private long unknown(DimensionEquation equation) {
    return equation.coefficients().keySet().stream().filter(id -> !known.containsKey(id)).count();
  }

  /** The value that an equation is solved for: the unknown one, or else the relation's result. */
  private int target(DimensionEquation equation) {
    for (int id : equation.coefficients().keySet()) {
      if (!known.containsKey(id)) {
        return id;
      }
    }
    Relation relation = equation.relation();
    boolean has = relation != null && equation.coefficients().containsKey(relation.result().id());
    return has ? relation.result().id() : equation.coefficients().lastKey();
  }

  /** What an equation gives a value, from the others; null where powers cannot be divided. */
  private Dimension solve(DimensionEquation equation, int id) {
    Dimension rest = rest(equation, id);
    int factor = equation.coefficients().get(id);
    TreeMap<String, Integer> powers = new TreeMap<>(rest.powers());
    if (powers.values().stream().anyMatch(power -> power % factor != 0)) {
      return null;
    }
    powers.replaceAll((unit, power) -> power / factor);
    return new Dimension(powers);
  }

  private Dimension rest(DimensionEquation equation, int id) {
    Dimension rest = equation.right();
    for (Map.Entry<Integer, Integer> entry : equation.coefficients().entrySet()) {
      if (entry.getKey() != id) {
        rest = rest.minus(known.get(entry.getKey()).dimension.times(entry.getValue()));
      }
    }
    return rest;
  }

  private Inconsistency disagree(Step one, Step two) {
    Dimension apart = one.dimension.minus(two.dimension);
    return new Inconsistency(
        Inconsistency.Kind.DIMENSIONS,
        "the dimension of " + one.value.name(),
        path(one),
        path(two),
        "change a declaration, or bring in a value of the dimension "
            + apart
            + ", by which they differ");
  }

  private Inconsistency indivisible(DimensionEquation equation, int id) {
    int factor = Math.abs(equation.coefficients().get(id));
    Dimension rest = rest(equation, id);
    Value value = program.values().get(id);
    List<String> one = new ArrayList<>(premises(equation, id));
    if (one.isEmpty()) {
      one.add("the program demands " + rest);
    }
    return new Inconsistency(
        Inconsistency.Kind.DIMENSIONS,
        "the dimension of " + value.name(),
        one,
        List.of(
            factor
                + " times the dimension of "
                + value.name()
                + " is "
                + (equation.coefficients().get(id) < 0 ? rest.times(-1) : rest)
                + " by "
                + name(equation.relation())
                + ", and "
                + factor
                + " does not divide its powers"),
        "declare a dimension whose powers are multiples of " + factor + ", as a square has them");
  }

  /** The inconsistency of equations that only together have no solution. */
  static Inconsistency together(
      Program program, List<DimensionEquation> equations, DimensionEquation failed) {
    DimensionConflict conflict = new DimensionConflict(program, equations, failed);
    return new Inconsistency(
        Inconsistency.Kind.DIMENSIONS,
        "the dimensions of " + conflict.names(failed),
        conflict.equations.stream().map(conflict::text).toList(),
        List.of(conflict.text(failed)),
        "no dimensions fit all of these: change a declaration, or one of the relations");
  }

  private String text(DimensionEquation equation) {
    return equation.relation() == null
        ? names(equation) + " is declared " + equation.right()
        : name(equation.relation()) + " binds " + names(equation);
  }

  private String names(DimensionEquation equation) {
    return String.join(
        ", ",
        equation.coefficients().keySet().stream()
            .map(id -> program.values().get(id).name())
            .toList());
  }

  private List<String> path(Step step) {
    List<String> path = premises(step.by, step.value.id());
    path.add(text(step));
    return path;
  }

  /** The steps to all values of an equation but one, in the order in which they were taken. */
  private List<String> premises(DimensionEquation by, int id) {
    BitSet needed = new BitSet();
    Deque<DimensionEquation> open = new ArrayDeque<>();
    needed.set(id);
    open.add(by);
    while (!open.isEmpty()) {
      for (int other : open.remove().coefficients().keySet()) {
        if (!needed.get(other) && known.containsKey(other)) {
          needed.set(other);
          open.add(known.get(other).by);
        }
      }
    }
    needed.clear(id);
    List<String> texts = new ArrayList<>();
    for (Step step : known.values()) {
      boolean isPlainWeight =
          step.value.role() == Role.WEIGHT && step.dimension.isNone() && step.by.relation() == null;
      if (needed.get(step.value.id()) && !isPlainWeight) {
        texts.add(text(step));
      }
    }
    return texts;
  }

  private static String text(Step step) {
    return step.value.name()
        + (step.by.relation() == null
            ? " is declared " + step.dimension
            : " is " + step.dimension + " by " + name(step.by.relation()));
  }

  private static String name(Relation relation) {
    String kind =
        relation instanceof Relation.Apply apply
            ? apply.function().functionName()
            : relation.kind();
    return "the " + kind + " relation " + relation.name();
  }
}
