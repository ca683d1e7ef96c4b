package dev.adamant.graph;

import java.util.List;

/** A program hypergraph as text of Graphviz: values are ellipses, relations boxes. */
public final class Dot {

  private Dot() {}

  /** The text; equal facts give equal texts. */
  public static String of(Facts facts) {
    StringBuilder text = new StringBuilder();
    text.append("digraph program {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
    for (Facts.OfValue of : facts.values()) {
      text.append("  v")
          .append(of.value().id())
          .append(" [shape=ellipse, style=filled, fillcolor=\"")
          .append(Labels.colour(of.value().role()))
          .append("\", label=")
          .append(quoted(Labels.of(of)))
          .append("];\n");
    }
    for (Facts.OfRelation of : facts.relations()) {
      Relation relation = of.relation();
      text.append("  r")
          .append(relation.id())
          .append(" [shape=box, label=")
          .append(quoted(Labels.of(of)))
          .append("];\n");
      for (Value operand : Cost.distinct(relation)) {
        text.append("  v").append(operand.id());
        text.append(" -> r").append(relation.id()).append(";\n");
      }
      text.append("  r").append(relation.id());
      text.append(" -> v").append(relation.result().id()).append(";\n");
    }
    return text.append("}\n").toString();
  }

  private static String quoted(List<String> lines) {
    List<String> escaped =
        lines.stream()
            .map(line -> line.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
            .toList();
    return "\"" + String.join("\\n", escaped) + "\"";
  }
}
