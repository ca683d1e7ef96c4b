package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import dev.adamant.algebra.GradeSet;
import dev.adamant.certificate.verify.Hypergraph.Edge;
import dev.adamant.certificate.verify.Hypergraph.Term;
import dev.adamant.certificate.verify.Hypergraph.Vertex;
import dev.adamant.certificate.verify.ModelTypes.Layer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether layers follow one another, and the operands of a program's relations fit. */
final class Structure {

  private static final Set<String> FUNCTIONS =
      Set.of("relu", "tanh", "sigmoid", "exp", "log", "sqrt", "reciprocal");

  private Structure() {}

  static void check(List<Layer> layers) {
    require(!layers.isEmpty(), "there are no layers");
    for (Layer layer : layers) {
      String what = "layer " + layer.number();
      Hypergraph program = layer.program();
      require(layer.inputs() > 0 && layer.outputs() > 0, what + " takes or gives nothing");
      require(
          layer.number() == 0 || layers.get(layer.number() - 1).outputs() == layer.inputs(),
          what + " does not take as many numbers as the layer before it gives");
      if (program != null) {
        check(what + "/", program);
        require(
            program.length("input") == layer.inputs()
                && program.length("output") == layer.outputs(),
            what + " does not take or give as many numbers as its program");
      } else {
        require(
            layer.isDense() || layer.inputs() == layer.outputs(),
            what + " does not give as many numbers as it takes");
      }
    }
  }

  private static void check(String at, Hypergraph program) {
    Set<String> names = new HashSet<>();
    for (Vertex vertex : program.vertices()) {
      String what = at + vertex.name();
      require(names.add(vertex.name()), what + " is there twice");
      checkValue(what, program, vertex);
    }
    names.clear();
    Set<Integer> made = new HashSet<>();
    for (Edge edge : program.edges()) {
      String what = at + edge.name();
      require(names.add(edge.name()), what + " is there twice");
      for (Vertex operand : edge.operands()) {
        require(
            !operand.isMade() || made.contains(operand.id()),
            what + " reads " + operand.name() + ", which is not made before");
      }
      require(
          edge.result().isMade() && made.add(edge.result().id()),
          what + " makes " + edge.result().name() + ", which is given or made before");
      require(!edge.terms().isEmpty(), what + " has no terms");
      checkOperands(what, edge);
    }
    for (Vertex vertex : program.vertices()) {
      require(
          !vertex.isMade() || made.contains(vertex.id()), "nothing makes " + at + vertex.name());
    }
  }

  private static void checkValue(String what, Hypergraph program, Vertex vertex) {
    int numbers = vertex.numbers().size();
    long needed =
        switch (vertex.role()) {
          case "input", "inner", "output" -> 0;
          case "constant", "parameter" -> program.length(vertex);
          case "weight" -> 1;
          default -> throw new BrokenClaimException(what + " has the role " + vertex.role());
        };
    require(numbers == needed, what + " has " + numbers + " numbers, must have " + needed);
    require(
        !vertex.grades().isEmpty()
            && GradeSet.all(program.signature()).containsAll(vertex.grades())
            && vertex.places() > 0
            && program.length(vertex) < 1L << 31,
        what
            + " has the grades "
            + vertex.grades()
            + " of "
            + program.signature()
            + ", or no channels or nodes, or too many");
    require(
        vertex.bound() == Double.POSITIVE_INFINITY || vertex.role().equals("input"),
        what + " is no input, and has a bound");
  }

  private static void checkOperands(String what, Edge edge) {
    Vertex result = edge.result();
    for (Term term : edge.terms()) {
      boolean fits =
          switch (edge.kind()) {
            case "linear" -> fitsLinear(term, result);
            case "products" ->
                fitsProduct(term.left(), term.leftGrades(), result)
                    && fitsProduct(term.right(), term.rightGrades(), result)
                    && !term.grades().isEmpty();
            default -> fitsNodes(edge, term.left());
          };
      require(fits, what + " has operands that do not fit each other or its result");
    }
    require(
        edge.operands().stream().anyMatch(Vertex::isSampled),
        what + " has no operand that differs from sample to sample");
    Vertex bias = edge.bias();
    require(
        bias == null
            || (bias.role().equals("parameter")
                && bias.grades().equals(GradeSet.SCALAR)
                && bias.nodes() == 1
                && bias.channels() == result.channels()),
        what + " has a bias that does not fit");
  }

  private static boolean fitsLinear(Term term, Vertex result) {
    Vertex operand = term.left();
    Vertex weight = term.right();
    return operand.isSampled()
        && weight.isWeight()
        && weight.grades().equals(operand.grades().intersection(result.grades()))
        && weight.channels() == result.channels()
        && weight.nodes() == operand.channels()
        && operand.nodes() == result.nodes();
  }

  private static boolean fitsProduct(Vertex operand, GradeSet taken, Vertex result) {
    return !operand.isWeight()
        && !taken.isEmpty()
        && operand.grades().containsAll(taken)
        && (operand.channels() == 1 || operand.channels() == result.channels())
        && (operand.nodes() == 1 || operand.nodes() == result.nodes());
  }

  /** Of a function, a gather or a scatter. */
  private static boolean fitsNodes(Edge edge, Vertex operand) {
    Vertex result = edge.result();
    boolean gathers = edge.kind().equals("gather");
    boolean placed =
        edge.kind().equals("apply")
            ? FUNCTIONS.contains(edge.function())
                && operand.grades().equals(GradeSet.SCALAR)
                && operand.nodes() == result.nodes()
            : edge.indices().size() == (gathers ? result : operand).nodes()
                && edge.indices().stream()
                    .allMatch(index -> index < (gathers ? operand : result).nodes());
    return placed && operand.isSampled() && operand.channels() == result.channels();
  }
}
