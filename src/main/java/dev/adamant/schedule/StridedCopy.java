package dev.adamant.schedule;

import dev.adamant.memory.Elements;
import dev.adamant.memory.Tensor;
import java.lang.foreign.MemorySegment;

/** Copies between tensors of the host that lie in any way. */
final class StridedCopy {

  private StridedCopy() {}

  /**
   * Where all elements of a tensor lie.
   *
   * @return the first and the last element of its block that it touches; 0 and −1 where there is
   *     none
   */
  static long[] span(Tensor tensor) {
    if (tensor.count() == 0) {
      return new long[] {0, -1};
    }
    long first = tensor.offset();
    long last = first;
    for (int d = 0; d < tensor.rank(); d++) {
      long far = tensor.stride(d) * (tensor.size(d) - 1);
      first += Math.min(far, 0);
      last += Math.max(far, 0);
    }
    return new long[] {first, last};
  }

  /**
   * Copies all elements; runs that are contiguous in both at once. The caller holds the regions of
   * both, which may already be closing.
   *
   * @param from any strides, also 0
   * @param to of the type and shape of {@code from}, with no element twice, and apart from it
   * @throws IllegalArgumentException when types or shapes differ, or the two overlap
   * @throws dev.adamant.memory.MemoryException when one is not in memory of the host
   */
  static void copy(Tensor from, Tensor to) {
    if (!from.type().equals(to.type()) || !from.hasShapeOf(to) || from.overlaps(to)) {
      throw new IllegalArgumentException(
          from + " cannot be copied to " + to + ": type and shape must be equal, the places apart");
    }
    if (from.count() == 0) {
      return;
    }
    MemorySegment source = memory(from);
    MemorySegment target = memory(to);
    int bytes = from.type().byteSize();
    CopyLoops loops = new CopyLoops(from, to);
    do {
      if (loops.isRun()) {
        long length = loops.count() * bytes;
        MemorySegment.copy(source, loops.from() * bytes, target, loops.to() * bytes, length);
      } else if (bytes > Long.BYTES) {
        quires(source, target, bytes, loops);
      } else {
        scalars(source, target, bytes, loops);
      }
    } while (loops.next());
  }

  private static void scalars(
      MemorySegment source, MemorySegment target, int bytes, CopyLoops loops) {
    long count = loops.count();
    long from = loops.from();
    long to = loops.to();
    for (long i = 0; i < count; i++) {
      Elements.set(target, bytes, to, Elements.get(source, bytes, from));
      from += loops.fromStride();
      to += loops.toStride();
    }
  }

  private static void quires(
      MemorySegment source, MemorySegment target, int bytes, CopyLoops loops) {
    long from = loops.from() * bytes;
    long to = loops.to() * bytes;
    for (long i = 0; i < loops.count(); i++) {
      MemorySegment.copy(source, from, target, to, bytes);
      from += loops.fromStride() * bytes;
      to += loops.toStride() * bytes;
    }
  }

  /** The memory, also while its region closes. */
  private static MemorySegment memory(Tensor tensor) {
    return tensor.block().handle() instanceof MemorySegment segment
        ? segment
        : tensor.block().segment();
  }
}
