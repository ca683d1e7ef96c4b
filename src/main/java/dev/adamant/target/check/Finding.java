package dev.adamant.target.check;

import dev.adamant.memory.DataType;
import dev.adamant.target.Kernel;
import java.util.List;

/**
 * What is wrong with a target: an element that is not the reference's, or work that it did not do.
 *
 * @param trial its number
 * @param kernel which
 * @param type of the first operand
 * @param work the operation and its tensors, for a person
 * @param problem what is wrong, for a person
 * @param tensor by its role in the work, such as {@code out}; empty where the work was not done
 * @param index of the element; empty for a scalar, where the work was not done, and where the
 *     element lies outside of the tensor
 * @param expected pattern in hexadecimal, or empty
 * @param actual pattern in hexadecimal, or empty
 */
public record Finding(
    long trial,
    Kernel kernel,
    DataType type,
    String work,
    String problem,
    String tensor,
    List<Long> index,
    String expected,
    String actual) {

  /** Copies the list. */
  public Finding {
    index = List.copyOf(index);
  }
}
