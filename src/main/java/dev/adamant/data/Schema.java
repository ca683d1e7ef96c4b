package dev.adamant.data;

import dev.adamant.algebra.Signature;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the numbers of a sample are: its features are those of the input fields, one field after the
 * other, and its targets those of the output fields.
 *
 * @param signature of the algebra of all fields
 * @param inputs at least one
 * @param outputs at least one; names differ from those of all others
 */
public record Schema(Signature signature, List<Field> inputs, List<Field> outputs) {

  /** Makes the lists immutable, and checks the fields. */
  public Schema {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException("a schema needs an input and an output field or more");
    }
    List<Field> all = Stream.concat(inputs.stream(), outputs.stream()).toList();
    for (Field field : all) {
      if (field.grades().grades().getLast() > signature.dimension()) {
        throw new IllegalArgumentException(
            "the field "
                + field.name()
                + " has the grades "
                + field.grades()
                + ": in "
                + signature
                + " there are 0 to "
                + signature.dimension());
      }
      if (all.stream().filter(other -> other.name().equals(field.name())).count() > 1) {
        throw new IllegalArgumentException(
            "two fields have the name " + field.name() + ": give each its own");
      }
    }
  }

  /** Of plain numbers. */
  public static Schema plain(int features, int outputs) {
    return new Schema(
        Signature.SCALARS,
        List.of(Field.scalars("features", features)),
        List.of(Field.scalars("outputs", outputs)));
  }

  /** Features of a sample. */
  public int features() {
    return inputs.stream().mapToInt(field -> field.length(signature)).sum();
  }

  /** Targets of a sample. */
  public int targets() {
    return outputs.stream().mapToInt(field -> field.length(signature)).sum();
  }

  /** Whether it says no more than how many numbers there are. */
  public boolean isPlain() {
    return signature.equals(Signature.SCALARS)
        && Stream.concat(inputs.stream(), outputs.stream())
            .allMatch(field -> field.nodes() == 1 && field.dimension().isNone());
  }

  /** {@code Cl(3,0,0): mass, position -> acceleration}. */
  @Override
  public String toString() {
    return signature + ": " + names(inputs) + " -> " + names(outputs);
  }

  private static String names(List<Field> fields) {
    return fields.stream().map(Field::name).collect(Collectors.joining(", "));
  }
}
