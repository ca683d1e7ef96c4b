package dev.adamant.model;

import dev.adamant.memory.Tensor;

/** Where a layer's gradient goes, perhaps in parts, which are used up one after the other. */
public interface GradientSink {

  /**
   * How many indices of the first dimension of a parameter may come at a time, at least 1.
   *
   * @param parameter its index in {@link Layer#parameters}
   */
  long rowsAtATime(int parameter);

  /**
   * Where to write the gradient of rows from (inclusive) to (exclusive): a tensor of that part's
   * shape, until {@link #accept}.
   */
  Tensor part(int parameter, long from, long to);

  /** The part has been written, as far as work in order goes: it is used now. */
  void accept(Pass pass, int parameter, long from, Tensor part);
}
