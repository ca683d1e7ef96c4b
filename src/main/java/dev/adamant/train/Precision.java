package dev.adamant.train;

import dev.adamant.memory.DataType;
import java.util.Objects;

/**
 * The number formats of a job, each for what it is used for, as in posit training (Raposo and
 * others 2021, "PositNN").
 *
 * @param compute activations, tangents, derivatives and gradients
 * @param storage weights at rest, and the arithmetic of updates
 * @param optimizer what the optimizer keeps, such as momentum
 * @param loss softmax and loss
 */
public record Precision(DataType compute, DataType storage, DataType optimizer, DataType loss) {

  /** Checks that none is missing or of quires. */
  public Precision {
    for (DataType type : new DataType[] {compute, storage, optimizer, loss}) {
      if (Objects.requireNonNull(type).kind() == DataType.Kind.QUIRE) {
        throw new IllegalArgumentException(type + " is no type to train in: name a format");
      }
    }
  }

  /** One type for everything. */
  public static Precision uniform(DataType type) {
    return new Precision(type, type, type, type);
  }
}
