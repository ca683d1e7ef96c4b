package dev.adamant.data;

import dev.adamant.memory.Elements;
import dev.adamant.memory.Tensor;
import java.lang.foreign.MemorySegment;

/** Writes scaled features; of bytes, every value that there can be is encoded only once. */
@FunctionalInterface
interface FeatureEncoding {

  /** The element of a sample's feature. */
  long element(int sample, int feature);

  /** For a dataset: by tables where its values are bytes. */
  static FeatureEncoding of(Dataset data, Scaling scaling, Encoder encoder) {
    int features = data.features();
    return switch (data.values()) {
      case Values.Bytes bytes -> {
        byte[] values = bytes.array();
        long[][] tables = tables(features, scaling, encoder);
        yield (sample, f) -> tables[f][values[sample * features + f] & 0xff];
      }
      case Values.Doubles doubles -> {
        double[] values = doubles.array();
        yield (sample, f) -> encoder.encode(scaling.apply(f, values[sample * features + f]));
      }
    };
  }

  private static long[][] tables(int features, Scaling scaling, Encoder encoder) {
    long[][] tables = new long[features][];
    boolean uniform = scaling.isUniform();
    for (int f = 0; f < features; f++) {
      if (f > 0 && uniform) {
        tables[f] = tables[0];
        continue;
      }
      tables[f] = new long[256];
      for (int value = 0; value < 256; value++) {
        tables[f][value] = encoder.encode(scaling.apply(f, value));
      }
    }
    return tables;
  }

  /** Writes the samples, row after row, to a contiguous tensor [rows, features]. */
  default void write(int[] rows, Tensor x) {
    MemorySegment to = x.segment();
    int bytes = x.type().byteSize();
    int features = (int) x.size(1);
    long at = 0;
    for (int row : rows) {
      for (int f = 0; f < features; f++) {
        Elements.set(to, bytes, at++, element(row, f));
      }
    }
  }
}
