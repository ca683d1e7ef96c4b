package dev.adamant.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Copies of an array one after the other, visited by turns: as large as the caches are to be
 * overrun, or a single one. Every copy holds the same, so that every visit has the same answer.
 */
final class Ring {
  private final MemorySegment[] copies;
  private int next;

  /**
   * Makes the copies.
   *
   * @param bytes at least that many in all
   */
  Ring(Arena arena, MemorySegment array, long bytes) {
    copies = new MemorySegment[Math.toIntExact(Math.max(1, -(-bytes / array.byteSize())))];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = arena.allocate(array.byteSize(), 64).copyFrom(array);
    }
  }

  /** The next copy. */
  MemorySegment next() {
    MemorySegment copy = copies[next];
    next = next + 1 == copies.length ? 0 : next + 1;
    return copy;
  }
}
