package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The program of a layer as the model file has it.
 *
 * @param signature of its algebra
 * @param vertices its values, by their ids
 * @param edges its relations, in order
 */
record Hypergraph(Signature signature, List<Vertex> vertices, List<Edge> edges) {

  /**
   * A value.
   *
   * @param role input, constant, parameter, weight, inner or output
   * @param channels rows of a weight
   * @param nodes columns of a weight
   * @param dimension the declared one, or null
   * @param bound the declared one, or infinity
   * @param numbers of a constant its components; of a parameter or weight how it began
   */
  record Vertex(
      int id,
      String name,
      String role,
      GradeSet grades,
      int channels,
      int nodes,
      Dimension dimension,
      double bound,
      List<Double> numbers) {

    boolean isSampled() {
      return isMade() || role.equals("input");
    }

    boolean isMade() {
      return role.equals("inner") || role.equals("output");
    }

    boolean isWeight() {
      return role.equals("weight");
    }

    boolean isLearned() {
      return isWeight() || role.equals("parameter");
    }

    /** Multivectors of a sample, or elements of one matrix of a weight. */
    long places() {
      return (long) channels * nodes;
    }
  }

  /**
   * A relation.
   *
   * @param terms of gather, scatter and apply the one operand, as {@code left} of the only term
   * @param bias of linear, or null
   * @param function of apply, or null
   * @param indices of gather and scatter
   */
  record Edge(
      String name,
      String kind,
      List<Term> terms,
      Vertex bias,
      String function,
      List<Integer> indices,
      Vertex result) {

    /** All that it reads. */
    List<Vertex> operands() {
      List<Vertex> operands = new ArrayList<>();
      for (Term term : terms) {
        operands.add(term.left);
        if (term.right != null) {
          operands.add(term.right);
        }
      }
      if (bias != null) {
        operands.add(bias);
      }
      return operands;
    }
  }

  /**
   * A part of the sum that a relation is: of products a product, of linear an operand and its
   * weight.
   */
  record Term(
      ProductKind product,
      Vertex left,
      GradeSet leftGrades,
      Vertex right,
      GradeSet rightGrades,
      GradeSet grades,
      boolean isNegated) {}

  /** Numbers of a sample, or of a value that is not sampled. */
  long length(Vertex vertex) {
    long each =
        vertex.isWeight() ? vertex.grades().grades().size() : signature.size(vertex.grades());
    return Math.multiplyExact(each, vertex.places());
  }

  /** Numbers of a sample of all values of a role. */
  long length(String role) {
    return vertices.stream()
        .filter(vertex -> vertex.role().equals(role))
        .mapToLong(this::length)
        .reduce(0, Math::addExact);
  }

  static Hypergraph parse(JsonNode node) {
    Json.keys(node, "the program", "algebra", "relations", "values", "version");
    require(Json.whole(node, "version") == 1, "the program is not of version 1");
    List<Integer> pqr = Json.wholes(node, "algebra");
    require(pqr.size() == 3, "algebra is " + pqr + ", must be [p, q, r]");
    Hypergraph graph =
        new Hypergraph(
            new Signature(pqr.get(0), pqr.get(1), pqr.get(2)),
            new ArrayList<>(),
            new ArrayList<>());
    for (JsonNode value : Json.list(node, "values")) {
      graph.vertices.add(vertex(graph.vertices.size(), value));
    }
    for (JsonNode relation : Json.list(node, "relations")) {
      graph.edges.add(graph.edge(relation));
    }
    return graph;
  }

  private static Vertex vertex(int id, JsonNode node) {
    Json.keys(
        node,
        "value " + id,
        "bound?",
        "channels",
        "dimension?",
        "grades",
        "name",
        "nodes",
        "numbers?",
        "role");
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : node.has("numbers") ? Json.list(node, "numbers") : List.<JsonNode>of()) {
      require(number.isNumber(), "value " + id + " has numbers that are none");
      numbers.add(number.doubleValue());
    }
    require(
        !node.has("bound") || (node.get("bound").isNumber() && node.get("bound").doubleValue() > 0),
        "value " + id + " has a bound that is not above 0");
    return new Vertex(
        id,
        Json.string(node, "name"),
        Json.string(node, "role"),
        grades(node, "grades"),
        Json.whole(node, "channels"),
        Json.whole(node, "nodes"),
        node.has("dimension") ? Dimension.parse(Json.string(node, "dimension")) : null,
        node.has("bound") ? node.get("bound").doubleValue() : Double.POSITIVE_INFINITY,
        List.copyOf(numbers));
  }

  private Edge edge(JsonNode node) {
    String kind = Json.string(node, "kind");
    String what = "relation " + edges.size();
    List<Term> terms = new ArrayList<>();
    switch (kind) {
      case "linear" -> {
        Json.keys(node, what, "bias?", "kind", "name", "result", "terms");
        for (JsonNode term : Json.list(node, "terms")) {
          Json.keys(term, what + " term", "operand", "weight");
          Vertex left = vertex(term, "operand");
          Vertex weight = vertex(term, "weight");
          terms.add(new Term(null, left, left.grades, weight, weight.grades, weight.grades, false));
        }
      }
      case "products" -> {
        Json.keys(node, what, "kind", "name", "result", "terms");
        Json.list(node, "terms").forEach(term -> terms.add(product(what, term)));
      }
      default -> {
        boolean applies = kind.equals("apply");
        require(
            applies || kind.equals("gather") || kind.equals("scatter"),
            what + " is of the unknown kind " + kind);
        Json.keys(
            node, what, "kind", "name", "operand", "result", applies ? "function" : "indices");
        Vertex operand = vertex(node, "operand");
        terms.add(new Term(null, operand, operand.grades, null, null, operand.grades, false));
      }
    }
    return new Edge(
        Json.string(node, "name"),
        kind,
        List.copyOf(terms),
        node.has("bias") ? vertex(node, "bias") : null,
        node.has("function") ? Json.string(node, "function") : null,
        node.has("indices") ? Json.wholes(node, "indices") : List.of(),
        vertex(node, "result"));
  }

  private Term product(String what, JsonNode term) {
    Json.keys(
        term,
        what + " term",
        "grades",
        "kind",
        "left",
        "leftGrades",
        "negated",
        "right",
        "rightGrades");
    require(term.get("negated").isBoolean(), what + " has a term that is not negated or not");
    return new Term(
        ProductKind.parse(Json.string(term, "kind")),
        vertex(term, "left"),
        grades(term, "leftGrades"),
        vertex(term, "right"),
        grades(term, "rightGrades"),
        grades(term, "grades"),
        term.get("negated").booleanValue());
  }

  private Vertex vertex(JsonNode node, String key) {
    int id = Json.whole(node, key);
    require(id < vertices.size(), key + " is value " + id + ", of " + vertices.size());
    return vertices.get(id);
  }

  private static GradeSet grades(JsonNode node, String key) {
    List<Integer> grades = Json.wholes(node, key);
    GradeSet set = GradeSet.of(grades.stream().mapToInt(Integer::intValue).toArray());
    require(set.grades().equals(grades), key + " is " + grades + ", must ascend");
    return set;
  }
}
