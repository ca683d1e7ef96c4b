package dev.adamant.model;

import dev.adamant.memory.Tensor;
import java.util.List;

/**
 * Where a layer is differentiated: its input, its output, and its parameters, for the samples of a
 * batch.
 *
 * @param x [1 + inputs, B]; of a layer that works in place it is the output by then
 * @param y [1 + outputs, B], as {@link Layer#forward} has written it; where an elementwise layer
 *     comes next ({@link Stage}), perhaps that one's output by then, so only tangent rules of
 *     elementwise layers may read it
 * @param parameters as {@link Layer#parameters} lists them
 */
public record Point(Signal x, Signal y, List<Tensor> parameters) {

  /** Makes the list immutable. */
  public Point {
    parameters = List.copyOf(parameters);
  }
}
