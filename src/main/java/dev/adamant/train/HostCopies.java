package dev.adamant.train;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import dev.adamant.target.Work;

/** Tensors of a target as the host sees them. */
final class HostCopies {

  private HostCopies() {}

  /** The only element of a tensor, as a double. */
  static double number(Target target, Tensor tensor) {
    try (Region region = Region.open("number", Region.ALIGNMENT)) {
      Tensor copy = region.tensor(tensor.type(), tensor.shape());
      target.run(new Work.Copy(copy, tensor));
      return copy.toDoubles()[0];
    }
  }
}
