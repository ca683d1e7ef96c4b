package dev.adamant.target.libadamant;

import dev.adamant.memory.Tensor;
import java.lang.foreign.MemorySegment;

/**
 * Where elements are, for the library. The segments have no bounds and no owner that a downcall
 * would have to hold: the work under way holds the regions.
 */
final class Addresses {

  private Addresses() {}

  /** The address of the first byte of the tensor's block. */
  static long block(Tensor tensor) {
    return ((MemorySegment) tensor.block().handle()).address();
  }

  /** The address of the element of index 0, 0, … */
  static long first(Tensor tensor) {
    return block(tensor) + tensor.offset() * tensor.type().byteSize();
  }

  /** The element of index 0, 0, … */
  static MemorySegment at(Tensor tensor) {
    return MemorySegment.ofAddress(first(tensor));
  }

  static MemorySegment at(long address) {
    return MemorySegment.ofAddress(address);
  }

  /** Bytes that the host itself reads or writes. */
  @SuppressWarnings("restricted")
  static MemorySegment range(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }
}
