package dev.adamant.bench;

import dev.adamant.memory.DataType;
import dev.adamant.train.Precision;
import java.util.Arrays;
import java.util.List;

/** Number formats of a job as text. */
final class Precisions {

  private Precisions() {}

  /**
   * Reads {@code compute[/storage[/optimizer[/loss]]]}: {@code posit8/posit16} computes in posit8
   * and does the rest in posit16, {@code posit16} everything.
   *
   * @throws IllegalArgumentException when a format is unknown, or there are more than four
   */
  static Precision parse(String text) {
    List<DataType> types = Arrays.stream(text.split("/", -1)).map(DataType::parse).toList();
    if (types.size() > 4) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has " + types.size() + " formats: compute/storage/optimizer/loss");
    }
    DataType compute = types.getFirst();
    DataType storage = types.size() > 1 ? types.get(1) : compute;
    DataType optimizer = types.size() > 2 ? types.get(2) : storage;
    return new Precision(compute, storage, optimizer, types.size() > 3 ? types.get(3) : storage);
  }
}
