package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import dev.adamant.algebra.Dimension;
import dev.adamant.certificate.verify.Hypergraph.Edge;
import dev.adamant.certificate.verify.Hypergraph.Term;
import dev.adamant.certificate.verify.Hypergraph.Vertex;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Whether an assignment of dimensions, which is evidence, solves the equation of every relation.
 */
final class Dimensions {

  private Dimensions() {}

  /** The dimension of each value, by name, as the evidence has them. */
  static SortedMap<String, String> check(String at, Hypergraph program, JsonNode evidence) {
    Dimension[] assigned = new Dimension[program.vertices().size()];
    SortedMap<String, String> texts = new TreeMap<>();
    for (Vertex vertex : program.vertices()) {
      Dimension dimension = Dimension.parse(Json.string(evidence.path("values"), vertex.name()));
      require(
          vertex.dimension() == null || vertex.dimension().equals(dimension),
          at + vertex.name() + " is given " + dimension + ", declared is " + vertex.dimension());
      assigned[vertex.id()] = dimension;
      texts.put(vertex.name(), dimension.toString());
    }
    for (Edge edge : program.edges()) {
      Dimension result = assigned[edge.result().id()];
      if (edge.bias() != null) {
        equal(at + edge.name(), assigned[edge.bias().id()], result);
      }
      for (Term term : edge.terms()) {
        Dimension left = assigned[term.left().id()];
        if (edge.kind().equals("apply")) {
          applied(at + edge.name(), edge.function(), left, result);
        } else {
          Dimension right = term.right() == null ? Dimension.NONE : assigned[term.right().id()];
          equal(at + edge.name(), left.plus(right), result);
        }
      }
    }
    return texts;
  }

  private static void applied(String what, String function, Dimension of, Dimension result) {
    switch (function) {
      case "relu" -> equal(what, of, result);
      case "sqrt" -> equal(what, of, result.times(2));
      case "reciprocal" -> equal(what, of, result.times(-1));
      default -> {
        equal(what, of, Dimension.NONE);
        equal(what, result, Dimension.NONE);
      }
    }
  }

  private static void equal(String what, Dimension has, Dimension needs) {
    require(has.equals(needs), what + " has a term of " + has + " where " + needs + " must stand");
  }
}
