package dev.adamant.model;

import java.util.List;

/**
 * What a layer learns: one tensor.
 *
 * @param name within its layer, such as {@code weight}
 * @param shape first the dimension along which an update may be cut
 */
public record Parameter(String name, List<Long> shape) {

  /** Makes the shape immutable, and checks that it has a dimension. */
  public Parameter {
    shape = List.copyOf(shape);
    if (shape.isEmpty() || shape.stream().anyMatch(length -> length < 1)) {
      throw new IllegalArgumentException(
          "the parameter "
              + name
              + " has the shape "
              + shape
              + ": it needs one dimension or more, each of 1 or more");
    }
  }

  /** How many elements it has. */
  public long count() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** The shape as an array. */
  public long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  /** The elements of one index of the first dimension. */
  public long rowCount() {
    return count() / shape.getFirst();
  }
}
