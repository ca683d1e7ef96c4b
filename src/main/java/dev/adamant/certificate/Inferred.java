package dev.adamant.certificate;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.certificate.verify.Json;
import dev.adamant.graph.Capacity;
import dev.adamant.graph.Cost;
import dev.adamant.graph.DimensionInference;
import dev.adamant.graph.GradeInference;
import dev.adamant.graph.Lifetimes;
import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the inference finds of the program of a layer. */
final class Inferred {

  /** For rules that leave none. */
  static final ObjectNode NO_CHOICE = Json.object();

  private final int layer;
  private final Program program;
  private final GradeInference grades;
  private final DimensionInference dimensions;
  private final Capacity capacity;
  private final Lifetimes lifetimes;

  /** Infers all of a program. */
  Inferred(int layer, Program program) {
    this.layer = layer;
    this.program = program;
    this.grades = GradeInference.of(program);
    this.dimensions = DimensionInference.of(program);
    this.capacity = Capacity.of(program, 1);
    this.lifetimes = Lifetimes.of(program);
  }

  /**
   * The choice that a rule is given as evidence: an assignment of dimensions or slots.
   *
   * @throws BrokenClaimException when what the rule is about is inconsistent, with the paths that
   *     disagree
   */
  ObjectNode choice(String rule) {
    Stream.of(grades.inconsistencies(), dimensions.inconsistencies(), capacity.inconsistencies())
        .flatMap(List::stream)
        .filter(inconsistency -> inconsistency.kind().kindName().equals(rule))
        .forEach(
            inconsistency -> {
              throw new BrokenClaimException("layer " + layer + ": " + inconsistency.message());
            });
    ObjectNode evidence = Json.object();
    ObjectNode values = evidence.putObject("values");
    for (Value value : program.values()) {
      if (rule.equals("dimensions")) {
        values.put(value.name(), dimensions.dimension(value).toString());
      } else if (rule.equals("lifetimes") && value.role() == Role.INNER) {
        values.put(value.name(), lifetimes.slot(value));
      }
    }
    return evidence;
  }

  /**
   * Compares what a rule has found with what the inference has.
   *
   * @throws BrokenClaimException when they differ, which is a fault of one of them
   */
  void compare(String rule, JsonNode evidence) {
    switch (rule) {
      case "grades" -> program.relations().forEach(r -> compareGrades(r, evidence));
      case "capacity" -> compareSums(evidence);
      case "lifetimes" ->
          equal(
              "numbers in slots",
              evidence.path("numbers").longValue(),
              lifetimes.slotLengths().stream().mapToLong(Integer::longValue).sum());
      default -> {
        // Dimensions are the inference's own; of the rest it says nothing.
      }
    }
  }

  private void compareGrades(Relation relation, JsonNode evidence) {
    JsonNode found = evidence.path("relations").path(relation.name());
    List<Integer> grades = found.path("grades").valueStream().map(JsonNode::intValue).toList();
    equal("grades of " + relation.name(), grades, this.grades.grades(relation.result()).grades());
    long others =
        switch (relation) {
          case Relation.Linear r ->
              r.bias() == null ? 0 : (long) r.result().channels() * r.result().nodes();
          case Relation.Scatter r -> r.operand().length(program.signature());
          default -> 0;
        };
    equal(
        "products of " + relation.name(),
        found.path("products").longValue() + others,
        Cost.typed(program, relation, 1, 1).multiplyAdds());
  }

  private void compareSums(JsonNode evidence) {
    long gradient = capacity.oneHot();
    for (Relation relation : program.relations()) {
      equal(
          "terms of " + relation.name(),
          evidence.path("relations").path(relation.name()).longValue(),
          capacity.forward(relation));
    }
    for (Value value : program.learned()) {
      gradient = Math.max(gradient, capacity.gradient(value));
    }
    long batch = evidence.path("batch").longValue();
    if (!program.learned().isEmpty() && !Capacity.of(program, batch).inconsistencies().isEmpty()) {
      equal("the largest batch", batch, Integer.MAX_VALUE / gradient);
    }
  }

  private void equal(String what, Object verified, Object inferred) {
    if (!verified.equals(inferred)) {
      throw new BrokenClaimException(
          "layer "
              + layer
              + ": "
              + what
              + " are "
              + verified
              + " by the verifier's rules and "
              + inferred
              + " by inference");
    }
  }
}
