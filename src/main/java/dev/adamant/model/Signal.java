package dev.adamant.model;

import dev.adamant.memory.Block;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;

/**
 * The features of a batch between two layers, with a row of ones in front.
 *
 * @param augmented [1 + n, B], row 0 all ones
 */
public record Signal(Tensor augmented) {

  /**
   * Over the first bytes of a block, whose row of ones the caller has written or will: it lies in
   * the same place for any number of features.
   *
   * @param features n
   * @param batch B
   */
  public static Signal over(Block block, DataType type, int features, int batch) {
    return new Signal(Tensor.over(block, type, 1L + features, batch));
  }

  /** [n, B]: the features alone. */
  public Tensor features() {
    return augmented.slice(0, 1, augmented.size(0));
  }

  /** [1, B]: the ones. */
  public Tensor ones() {
    return augmented.slice(0, 0, 1);
  }

  /** n. */
  public int count() {
    return (int) augmented.size(0) - 1;
  }

  /** B. */
  public int batch() {
    return (int) augmented.size(1);
  }

  /** The samples from (inclusive) to (exclusive). */
  public Signal samples(int from, int to) {
    return from == 0 && to == batch() ? this : new Signal(augmented.slice(1, from, to));
  }
}
