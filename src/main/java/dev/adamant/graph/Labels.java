package dev.adamant.graph;

import java.util.List;

/** What drawings write on values and relations, line by line, and how they colour them. */
final class Labels {

  private Labels() {}

  static List<String> of(Facts.OfValue of) {
    Value value = of.value();
    return List.of(
        value.name(),
        value.grades() + " " + value.nodes() + "×" + value.channels(),
        of.dimension() + (of.isDetermined() ? "" : " (free)"));
  }

  static List<String> of(Facts.OfRelation of) {
    Relation relation = of.relation();
    String kind =
        switch (relation) {
          case Relation.Apply apply -> apply.function().functionName();
          case Relation.Products products ->
              String.join(
                  " + ",
                  products.terms().stream().map(t -> t.kind().productName()).distinct().toList());
          case Relation.Linear linear -> linear.kind();
          case Relation.Gather gather -> gather.kind();
          case Relation.Scatter scatter -> scatter.kind();
        };
    return List.of(relation.name(), kind, of.cost().multiplyAdds() + " multiply-adds");
  }

  static String colour(Role role) {
    return switch (role) {
      case INPUT -> "#cfe3f7";
      case CONSTANT -> "#e6e6e6";
      case PARAMETER, WEIGHT -> "#fbe6b5";
      case INNER -> "#ffffff";
      case OUTPUT -> "#cdebcf";
    };
  }
}
