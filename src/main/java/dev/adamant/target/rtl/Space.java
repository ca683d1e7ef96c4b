package dev.adamant.target.rtl;

import dev.adamant.memory.Tensor;
import java.lang.foreign.MemorySegment;

/**
 * Where the results of a piece of work and its operands lie: for every dimension of the result the
 * strides of all of them. Dimensions that follow each other in all count as one; two are left to
 * the array as its rows and columns, the others are gone through here.
 */
final class Space {

  private final int operands;
  private final int[] bytes;
  private final long[] bases;

  /** Dimensions from the outermost, and of each the strides of all operands. */
  private final long[] sizes = new long[Tensor.MAX_RANK + 2];

  private final long[][] strides = new long[Tensor.MAX_RANK + 2][];
  private int rank;

  /**
   * A space without dimensions: one result.
   *
   * @param operands the result among them
   */
  Space(int operands) {
    this.operands = operands;
    this.bytes = new int[operands];
    this.bases = new long[operands];
  }

  /** Says where an operand is: its element of index 0, 0, … */
  void place(int operand, Tensor tensor) {
    int size = tensor.type().byteSize();
    place(operand, base(tensor) + tensor.offset() * size, size);
  }

  /** The same by its address. */
  void place(int operand, long address, int elementBytes) {
    bases[operand] = address;
    bytes[operand] = elementBytes;
  }

  /** The address of the first byte of the tensor's block, which the work under way holds. */
  static long base(Tensor tensor) {
    return ((MemorySegment) tensor.block().handle()).address();
  }

  /** Adds a dimension within those that are there. */
  void dimension(long size, long... step) {
    if (size == 1) {
      return;
    }
    boolean follows = rank > 0;
    for (int i = 0; follows && i < operands; i++) {
      follows = strides[rank - 1][i] == step[i] * size;
    }
    if (follows) {
      sizes[rank - 1] *= size;
      strides[rank - 1] = step;
    } else {
      sizes[rank] = size;
      strides[rank] = step;
      rank++;
    }
  }

  /**
   * Leaves to the array the two longest dimensions, as columns and rows, and not the innermost:
   * results then come in another order than that of memory.
   */
  void chooseLongest() {
    for (int place = rank - 1; place >= Math.max(0, rank - 2); place--) {
      int longest = place;
      for (int d = 0; d < place; d++) {
        longest = sizes[d] > sizes[longest] ? d : longest;
      }
      swap(longest, place);
    }
  }

  long rows() {
    return rank < 2 ? 1 : sizes[rank - 2];
  }

  long columns() {
    return rank < 1 ? 1 : sizes[rank - 1];
  }

  /** In elements. */
  long rowStride(int operand) {
    return rank < 2 ? 0 : strides[rank - 2][operand];
  }

  /** In elements. */
  long columnStride(int operand) {
    return rank < 1 ? 0 : strides[rank - 1][operand];
  }

  /** How often {@link #rows} times {@link #columns} makes up the results. */
  long blocks() {
    long blocks = 1;
    for (int d = 0; d < rank - 2; d++) {
      blocks *= sizes[d];
    }
    return blocks;
  }

  /** The address of an operand's first element in a block, counted in the order of the results. */
  long address(int operand, long block) {
    long at = 0;
    long rest = block;
    for (int d = rank - 3; d >= 0; d--) {
      at += rest % sizes[d] * strides[d][operand];
      rest /= sizes[d];
    }
    return bases[operand] + at * bytes[operand];
  }

  private void swap(int d, int e) {
    if (d != e) {
      long size = sizes[d];
      sizes[d] = sizes[e];
      sizes[e] = size;
      long[] step = strides[d];
      strides[d] = strides[e];
      strides[e] = step;
    }
  }
}
