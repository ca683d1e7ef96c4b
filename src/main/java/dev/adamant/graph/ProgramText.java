package dev.adamant.graph;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A program as JSON, in one canonical form: equal programs have equal texts, and only the text that
 * {@link #write} gives is read. Keys are sorted and there are no blanks. Strings escape {@code "},
 * {@code \} and the control characters below U+0020 alone. Integers are decimal; doubles are the
 * fewest digits that read back the same, as {@link Double#toString(double)} has them (at least one
 * digit behind the point, {@code E} before an exponent).
 *
 * <table>
 * <caption>Keys; those in brackets are left out where there is nothing to say</caption>
 * <tr><th>of</th><th>key</th><th>what it is</th></tr>
 * <tr><td>program</td><td>algebra</td><td>[p, q, r]</td></tr>
 * <tr><td></td><td>relations, values</td><td>lists; an id is an index from 0</td></tr>
 * <tr><td></td><td>version</td><td>1</td></tr>
 * <tr><td>value</td><td>name, role</td><td>unique; as {@link Role#roleName}</td></tr>
 * <tr><td></td><td>grades</td><td>ascending</td></tr>
 * <tr><td></td><td>channels, nodes</td><td>as {@link Value} has them, also of weights</td></tr>
 * <tr><td></td><td>[dimension]</td><td>{@code kg m^2 s^-2}, units sorted, {@code 1} for none; left
 * out where it is to be inferred</td></tr>
 * <tr><td></td><td>[bound]</td><td>of an input; left out where it is infinite</td></tr>
 * <tr><td></td><td>[numbers]</td><td>of constants, parameters and weights</td></tr>
 * <tr><td>relation</td><td>kind, name, result</td><td>result is an id</td></tr>
 * <tr><td>linear</td><td>terms, [bias]</td><td>terms {operand, weight}; all ids</td></tr>
 * <tr><td>products</td><td>terms</td><td>{grades, kind, left, leftGrades, negated, right,
 * rightGrades}: kind of product, ids, whether subtracted</td></tr>
 * <tr><td>apply</td><td>function, operand</td><td>name, id</td></tr>
 * <tr><td>gather, scatter</td><td>indices, operand</td><td>node numbers from 0, id</td></tr>
 * </table>
 */
public final class ProgramText {

  /** The version that is written, and the only one that is read. */
  public static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .build();

  private ProgramText() {}

  /**
   * The text of a program.
   *
   * @throws ProgramException when a constant, parameter or weight has a number that is not finite
   */
  public static String write(Program program) {
    ObjectNode root = JSON.createObjectNode();
    Signature signature = program.signature();
    root.putArray("algebra")
        .add(signature.positive())
        .add(signature.negative())
        .add(signature.zero());
    root.put("version", VERSION);
    ArrayNode values = root.putArray("values");
    program.values().forEach(value -> write(values.addObject(), value));
    ArrayNode relations = root.putArray("relations");
    program.relations().forEach(relation -> write(relations.addObject(), relation));
    return JSON.writeValueAsString(root);
  }

  /**
   * The program of a text.
   *
   * @throws ProgramException when it is none, in one sentence that names the value or relation, but
   *     not the file
   */
  public static Program parse(String text) {
    Program program = ProgramReader.read(text);
    if (!write(program).equals(text)) {
      throw new ProgramException(
          "the program is not in its canonical form, with sorted keys, no blanks and doubles in"
              + " their fewest digits: write it again");
    }
    return program;
  }

  private static void write(ObjectNode node, Value value) {
    node.put("name", value.name());
    node.put("role", value.role().roleName());
    write(node.putArray("grades"), value.grades());
    node.put("channels", value.channels());
    node.put("nodes", value.nodes());
    if (value.dimension() != null) {
      node.put("dimension", value.dimension().toString());
    }
    if (Double.isFinite(value.bound())) {
      node.put("bound", value.bound());
    }
    if (!value.numbers().isEmpty()) {
      ArrayNode numbers = node.putArray("numbers");
      for (double number : value.numbers()) {
        if (!Double.isFinite(number)) {
          throw new ProgramException(
              "the value " + value.name() + " has the number " + number + ": it must be finite");
        }
        numbers.add(number);
      }
    }
  }

  private static void write(ObjectNode node, Relation relation) {
    node.put("kind", relation.kind());
    node.put("name", relation.name());
    node.put("result", relation.result().id());
    switch (relation) {
      case Relation.Linear r -> {
        ArrayNode terms = node.putArray("terms");
        for (Relation.Linear.Term term : r.terms()) {
          terms.addObject().put("operand", term.operand().id()).put("weight", term.weight().id());
        }
        if (r.bias() != null) {
          node.put("bias", r.bias().id());
        }
      }
      case Relation.Products r -> {
        ArrayNode terms = node.putArray("terms");
        r.terms().forEach(term -> write(terms.addObject(), term));
      }
      case Relation.Apply r ->
          node.put("function", r.function().functionName()).put("operand", r.operand().id());
      case Relation.Gather r -> {
        node.put("operand", r.operand().id());
        write(node.putArray("indices"), r.indices());
      }
      case Relation.Scatter r -> {
        node.put("operand", r.operand().id());
        write(node.putArray("indices"), r.indices());
      }
    }
  }

  private static void write(ObjectNode node, Relation.Products.Term term) {
    node.put("kind", term.kind().productName());
    node.put("left", term.left().id());
    write(node.putArray("leftGrades"), term.leftGrades());
    node.put("right", term.right().id());
    write(node.putArray("rightGrades"), term.rightGrades());
    write(node.putArray("grades"), term.grades());
    node.put("negated", term.negated());
  }

  private static void write(ArrayNode array, GradeSet grades) {
    write(array, grades.grades());
  }

  private static void write(ArrayNode array, Collection<Integer> wholes) {
    List.copyOf(wholes).forEach(array::add);
  }
}
