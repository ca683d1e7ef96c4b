package dev.adamant.data;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Elements;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * Samples as a model sees them, encoded once: features [size, features] and targets [size, outputs]
 * in a region of the host, which owns them. A feature is scaled in doubles and then rounded once to
 * its type, a target rounded once.
 */
public final class Examples {

  private final Tensor features;
  private final Tensor targets;
  private final int[] labels;

  private Examples(Tensor features, Tensor targets, int[] labels) {
    this.features = features;
    this.targets = targets;
    this.labels = labels;
  }

  /** Bytes of a region that as many encoded samples of the dataset take, padding included. */
  public static long bytes(Dataset data, int rows, DataType featureType, DataType targetType) {
    return padded((long) rows * data.features() * featureType.byteSize())
        + padded((long) rows * data.outputs() * targetType.byteSize());
  }

  private static long padded(long bytes) {
    return Math.ceilDiv(Math.max(bytes, 1), Region.ALIGNMENT) * Region.ALIGNMENT;
  }

  /**
   * Encodes samples.
   *
   * @param rows the samples, in the order in which they are to lie; may be none
   * @param scaling of the features, as many as the dataset has
   * @param featureType a posit format or an IEEE float
   * @param targetType a posit format or an IEEE float
   * @param region of the host, with room for {@link #bytes}
   * @throws dev.adamant.memory.MemoryException when the region is closed, not the host's, or has no
   *     room
   * @throws IllegalArgumentException when the scaling has another number of features, or a type is
   *     one of quires
   */
  public static Examples encode(
      Dataset data,
      int[] rows,
      Scaling scaling,
      DataType featureType,
      DataType targetType,
      Region region) {
    if (scaling.features() != data.features()) {
      throw new IllegalArgumentException(
          "a scaling of "
              + scaling.features()
              + " features for the "
              + data.features()
              + " of "
              + data.name());
    }
    Encoder forFeatures = Encoder.of(featureType);
    Encoder forTargets = Encoder.of(targetType);
    region.retain();
    try {
      Tensor x = region.tensor(featureType, rows.length, data.features());
      Tensor y = region.tensor(targetType, rows.length, data.outputs());
      FeatureEncoding.of(data, scaling, forFeatures).write(rows, x);
      writeTargets(data, rows, forTargets, y);
      boolean classes = data.task() == Task.CLASSIFICATION;
      return new Examples(x, y, classes ? Arrays.stream(rows).map(data::label).toArray() : null);
    } finally {
      region.release();
    }
  }

  private static void writeTargets(Dataset data, int[] rows, Encoder encoder, Tensor y) {
    MemorySegment to = y.segment();
    int bytes = y.type().byteSize();
    int outputs = data.outputs();
    long zero = encoder.encode(0);
    long one = encoder.encode(1);
    long at = 0;
    for (int row : rows) {
      for (int o = 0; o < outputs; o++) {
        double value = data.target(row, o);
        Elements.set(to, bytes, at++, value == 0 ? zero : value == 1 ? one : encoder.encode(value));
      }
    }
  }

  /** How many samples there are. */
  public int size() {
    return (int) features.size(0);
  }

  /** The features: [size, features], contiguous. */
  public Tensor features() {
    return features;
  }

  /** The targets: [size, outputs], contiguous. */
  public Tensor targets() {
    return targets;
  }

  /** Whether they have classes. */
  public boolean isClassification() {
    return labels != null;
  }

  /**
   * The class of a sample.
   *
   * @param index from 0 to below {@link #size}
   * @throws IllegalStateException for regression
   */
  public int label(int index) {
    if (labels == null) {
      throw new IllegalStateException("examples for regression have no labels");
    }
    return labels[index];
  }

  /**
   * Copies samples, bit for bit, into the first {@code count} rows of x and y; further rows stay as
   * they are.
   *
   * @param order indices from 0 to below {@link #size}
   * @param from the first of them that is taken
   * @param count how many
   * @param x of the host, contiguous, [count or more, features], of the features' type
   * @param y of the host, contiguous, [count or more, outputs], of the targets' type
   * @throws IllegalArgumentException when a tensor has another type or shape, or is not contiguous
   * @throws IndexOutOfBoundsException when the order does not reach so far or has another index
   * @throws dev.adamant.memory.MemoryException when a region is closed or not the host's
   */
  public void gather(int[] order, int from, int count, Tensor x, Tensor y) {
    Objects.checkFromIndexSize(from, count, order.length);
    copy(features, order, from, count, x);
    copy(targets, order, from, count, y);
  }

  private static void copy(Tensor source, int[] order, int from, int count, Tensor to) {
    if (!to.type().equals(source.type())
        || to.rank() != 2
        || to.size(0) < count
        || to.size(1) != source.size(1)) {
      throw new IllegalArgumentException(
          to + " does not take " + count + " rows of " + source + ": give it their type and width");
    }
    source.region().retain();
    try {
      to.region().retain();
      try {
        long rowBytes = source.size(1) * source.type().byteSize();
        MemorySegment rows = source.segment();
        MemorySegment target = to.segment();
        for (int i = 0; i < count; i++) {
          long row = Objects.checkIndex(order[from + i], source.size(0));
          MemorySegment.copy(rows, row * rowBytes, target, i * rowBytes, rowBytes);
        }
      } finally {
        to.region().release();
      }
    } finally {
      source.region().release();
    }
  }
}
