package dev.adamant.graph;

import java.util.List;

/** The same relations with one value put in the place of another. */
final class Renaming {

  private Renaming() {}

  static Relation replace(Relation relation, Value from, Value to) {
    return switch (relation) {
      case Relation.Linear r ->
          new Relation.Linear(
              r.id(),
              r.name(),
              r.terms().stream()
                  .map(t -> new Relation.Linear.Term(value(t.operand(), from, to), t.weight()))
                  .toList(),
              r.bias(),
              value(r.result(), from, to));
      case Relation.Products r ->
          new Relation.Products(
              r.id(), r.name(), terms(r.terms(), from, to), value(r.result(), from, to));
      case Relation.Apply r ->
          new Relation.Apply(
              r.id(),
              r.name(),
              r.function(),
              value(r.operand(), from, to),
              value(r.result(), from, to));
      case Relation.Gather r ->
          new Relation.Gather(
              r.id(),
              r.name(),
              value(r.operand(), from, to),
              r.indices(),
              value(r.result(), from, to));
      case Relation.Scatter r ->
          new Relation.Scatter(
              r.id(),
              r.name(),
              value(r.operand(), from, to),
              r.indices(),
              value(r.result(), from, to));
    };
  }

  private static List<Relation.Products.Term> terms(
      List<Relation.Products.Term> terms, Value from, Value to) {
    return terms.stream()
        .map(
            t ->
                new Relation.Products.Term(
                    t.kind(),
                    value(t.left(), from, to),
                    t.leftGrades(),
                    value(t.right(), from, to),
                    t.rightGrades(),
                    t.grades(),
                    t.negated()))
        .toList();
  }

  private static Value value(Value value, Value from, Value to) {
    return value.equals(from) ? to : value;
  }
}
