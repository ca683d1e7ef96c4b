package dev.adamant.model.geometric;

import dev.adamant.data.Field;
import dev.adamant.data.Schema;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Value;
import java.util.Arrays;
import java.util.List;

/** What networks ask of the fields of a schema. */
final class Fields {

  private Fields() {}

  /** The input field of one of the names. */
  static Field input(Schema schema, String... names) {
    return schema.inputs().stream()
        .filter(field -> Arrays.asList(names).contains(field.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "it needs an input field "
                        + String.join(" or ", names)
                        + ", and there is none"));
  }

  /** The output field, of which there must be one. */
  static Field onlyOutput(Schema schema) {
    require(
        schema.outputs().size() == 1,
        "it gives one output field, and there are " + schema.outputs().size());
    return schema.outputs().getFirst();
  }

  /** Adds all input fields to a program, in their order. */
  static List<Value> addInputs(ProgramBuilder program, Schema schema) {
    return schema.inputs().stream().map(field -> input(program, field)).toList();
  }

  /** Adds an input field to a program. */
  static Value input(ProgramBuilder program, Field field) {
    return program.input(
        field.name(),
        field.grades(),
        field.channels(),
        field.nodes(),
        field.dimension(),
        field.bound());
  }

  /** Throws where a condition does not hold. */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
