package dev.adamant.target.opencl;

import dev.adamant.memory.Tensor;
import java.util.Arrays;

/** Places of elements: that of the first, and a stride for each dimension, the last one last. */
final class Operand {

  private final long offset;
  private final long[] strides;

  /** Owns the strides. */
  Operand(long offset, long... strides) {
    this.offset = offset;
    this.strides = strides;
  }

  /** The elements of a tensor. */
  static Operand of(Tensor tensor) {
    long[] strides = new long[tensor.rank()];
    Arrays.setAll(strides, tensor::stride);
    return new Operand(tensor.offset(), strides);
  }

  /** Elements one behind the other. */
  static Operand rowMajor(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= shape[d];
    }
    return new Operand(0, strides);
  }

  /** One place for every index. */
  static Operand none(int rank) {
    return new Operand(0, new long[rank]);
  }

  /** The place of the first element. */
  long offset() {
    return offset;
  }

  /** The stride of a dimension. */
  long stride(int dimension) {
    return strides[dimension];
  }

  /** How many dimensions there are. */
  int rank() {
    return strides.length;
  }

  /** The same with another place of the first element. */
  Operand at(long newOffset) {
    return new Operand(newOffset, strides);
  }

  /** The same with another stride of a dimension. */
  Operand with(int dimension, long stride) {
    long[] others = strides.clone();
    others[dimension] = stride;
    return new Operand(offset, others);
  }

  /** The places for index 0 of the last dimension, without it. */
  Operand lines() {
    return new Operand(offset, Arrays.copyOf(strides, strides.length - 1));
  }

  /** The same places whatever the index of a new first dimension. */
  Operand repeated() {
    long[] more = new long[strides.length + 1];
    System.arraycopy(strides, 0, more, 1, strides.length);
    return new Operand(offset, more);
  }
}
