package dev.adamant.graph;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import java.util.function.Function;

/**
 * What a program is to be run with.
 *
 * @param batch samples of a pass, at least 1
 * @param format of the numbers
 * @param learned the numbers of a parameter or weight as {@link Ranges#of(Program, Format,
 *     Function)} takes them; null for one that is not known
 */
public record Setting(long batch, Format format, Function<Value, double[]> learned) {

  /** Checks the batch. */
  public Setting {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch of " + batch + " samples: it needs at least 1");
    }
  }

  /** Before training: nothing is known of what is learned. */
  public static Setting untrained(long batch, Format format) {
    return new Setting(batch, format, value -> null);
  }

  /** Bytes of a number. */
  public int elementBytes() {
    return DataType.of(format).byteSize();
  }
}
