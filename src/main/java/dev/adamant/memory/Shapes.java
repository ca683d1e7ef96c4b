package dev.adamant.memory;

import java.util.Arrays;

/** Lengths and strides: the arithmetic of {@link Tensor}, where it can overflow. */
final class Shapes {

  private Shapes() {}

  /**
   * Bytes of a contiguous tensor.
   *
   * @throws MemoryException when a length is negative, there are too many dimensions, or the bytes
   *     are past 2^63
   */
  static long byteSize(Region region, DataType type, long... shape) {
    if (!isAddressable(type, shape)) {
      throw new MemoryException(
          "no tensor "
              + type
              + Arrays.toString(shape)
              + " fits the region "
              + region.name()
              + ": at most "
              + Tensor.MAX_RANK
              + " dimensions, none negative, and "
              + region.limit()
              + " bytes in all");
    }
    return count(shape) * type.byteSize();
  }

  /**
   * Whether count, bytes and row-major strides of the shape are below 2^63. Lengths of 0 count as
   * 1, so that this holds for the strides of the other dimensions, too.
   */
  static boolean isAddressable(DataType type, long... shape) {
    if (shape.length > Tensor.MAX_RANK) {
      return false;
    }
    long rest = Long.MAX_VALUE / type.byteSize();
    for (long length : shape) {
      if (length < 0) {
        return false;
      }
      rest /= Math.max(length, 1);
    }
    return rest > 0;
  }

  /** How many elements an addressable shape has. */
  static long count(long... shape) {
    long n = 1;
    for (long length : shape) {
      n *= length;
    }
    return n;
  }

  static long[] rowMajor(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= Math.max(shape[d], 1);
    }
    return strides;
  }

  static long[] without(long[] values, int at) {
    long[] rest = new long[values.length - 1];
    System.arraycopy(values, 0, rest, 0, at);
    System.arraycopy(values, at + 1, rest, at, rest.length - at);
    return rest;
  }
}
