package dev.adamant.schedule;

import dev.adamant.memory.Tensor;

/**
 * The loops of a copy between two tensors of one shape: the longest stride of the result outermost,
 * none backwards in it, and dimensions that go on in each other in both tensors as one. The caller
 * does the innermost.
 */
final class CopyLoops {

  private final long[] sizes = new long[Tensor.MAX_RANK];
  private final long[] fromStrides = new long[Tensor.MAX_RANK];
  private final long[] toStrides = new long[Tensor.MAX_RANK];
  private final long[] index = new long[Tensor.MAX_RANK];
  private int loops;
  private long from;
  private long to;

  /** Neither tensor is empty. */
  CopyLoops(Tensor from, Tensor to) {
    this.from = from.offset();
    this.to = to.offset();
    for (int d = 0; d < to.rank(); d++) {
      if (to.size(d) > 1) {
        add(to.size(d), from.stride(d), to.stride(d));
      }
    }
    join();
    if (loops == 0) {
      add(1, 1, 1);
    }
  }

  private void add(long size, long fromStride, long toStride) {
    long forward = toStride < 0 ? -1 : 1;
    if (forward < 0) {
      from += (size - 1) * fromStride;
      to += (size - 1) * toStride;
    }
    int at = loops;
    for (; at > 0 && toStrides[at - 1] < forward * toStride; at--) {
      set(at, sizes[at - 1], fromStrides[at - 1], toStrides[at - 1]);
    }
    set(at, size, forward * fromStride, forward * toStride);
    loops++;
  }

  private void set(int at, long size, long fromStride, long toStride) {
    sizes[at] = size;
    fromStrides[at] = fromStride;
    toStrides[at] = toStride;
  }

  private void join() {
    int last = 0;
    for (int d = 1; d < loops; d++) {
      boolean goesOn =
          fromStrides[last] == fromStrides[d] * sizes[d]
              && toStrides[last] == toStrides[d] * sizes[d];
      if (!goesOn) {
        last++;
      }
      set(last, goesOn ? sizes[last] * sizes[d] : sizes[d], fromStrides[d], toStrides[d]);
    }
    loops = Math.min(loops, last + 1);
  }

  /** How many elements the innermost loop has. */
  long count() {
    return sizes[loops - 1];
  }

  /** The element of the operand's block where the innermost loop begins. */
  long from() {
    return from;
  }

  /** The element of the result's block where the innermost loop begins. */
  long to() {
    return to;
  }

  /** The step of the innermost loop in the operand. */
  long fromStride() {
    return fromStrides[loops - 1];
  }

  /** The step of the innermost loop in the result. */
  long toStride() {
    return toStrides[loops - 1];
  }

  /** Whether the innermost loop goes through neighbours in both. */
  boolean isRun() {
    return fromStride() == 1 && toStride() == 1;
  }

  /** On to where the innermost loop begins next; false when all is done. */
  boolean next() {
    for (int d = loops - 2; d >= 0; d--) {
      from += fromStrides[d];
      to += toStrides[d];
      if (++index[d] < sizes[d]) {
        return true;
      }
      from -= fromStrides[d] * sizes[d];
      to -= toStrides[d] * sizes[d];
      index[d] = 0;
    }
    return false;
  }
}
