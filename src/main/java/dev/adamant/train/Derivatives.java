package dev.adamant.train;

import dev.adamant.memory.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Two buffers that derivatives by the outputs of stages take by turns. */
final class Derivatives {

  private final List<Tensor> buffers = new ArrayList<>();

  /**
   * Lays them.
   *
   * @param count how many, at most 2
   * @param widest the most features
   */
  Derivatives(Workbench bench, int count, long widest) {
    for (int i = 0; i < count; i++) {
      buffers.add(bench.region().tensor(bench.type(), widest * bench.job().batch()));
    }
  }

  /** The buffer that a derivative is not in, as [features, rows]. */
  Tensor beside(Tensor derivative, long features, int rows) {
    Tensor buffer = buffers.getFirst();
    if (derivative != null && derivative.block() == buffer.block()) {
      buffer = buffers.getLast();
    }
    return buffer.slice(0, 0, features * rows).reshape(features, rows);
  }
}
