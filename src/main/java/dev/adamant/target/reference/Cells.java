package dev.adamant.target.reference;

import dev.adamant.memory.Elements;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The elements of a tensor's block by their places. The work under way holds the region, so the
 * memory is there although the region may refuse new users.
 */
final class Cells {

  private final MemorySegment memory;
  private final Format format;
  private final int bytes;

  Cells(Tensor tensor) {
    this.memory = (MemorySegment) tensor.block().handle();
    this.format = tensor.format();
    this.bytes = tensor.type().byteSize();
  }

  /** A pattern, sign-extended. */
  long get(long place) {
    return Elements.get(memory, bytes, place);
  }

  void set(long place, long pattern) {
    Elements.set(memory, bytes, place, pattern);
  }

  Quire quire(long place) {
    return Quire.fromBytes(
        format, memory.asSlice(place * bytes, bytes).toArray(ValueLayout.JAVA_BYTE));
  }

  void set(long place, Quire quire) {
    MemorySegment.copy(quire.toBytes(), 0, memory, ValueLayout.JAVA_BYTE, place * bytes, bytes);
  }
}
