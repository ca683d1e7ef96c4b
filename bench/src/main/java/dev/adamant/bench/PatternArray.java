package dev.adamant.bench;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Patterns of one format side by side in native memory.
 *
 * @param memory aligned to 64 bytes, owned by the arena that it came from
 */
record PatternArray(Format format, MemorySegment memory) {

  private static final long ALIGNMENT = 64;

  /** Zeros. */
  static PatternArray allocate(Arena arena, Format format, long length) {
    return new PatternArray(format, arena.allocate(length * format.bits() / 8, ALIGNMENT));
  }

  /** The values, each rounded once. */
  static PatternArray of(Arena arena, Format format, double[] values) {
    PatternArray array = allocate(arena, format, values.length);
    for (int i = 0; i < values.length; i++) {
      array.set(i, Posit.fromDouble(format, values[i]));
    }
    return array;
  }

  long length() {
    return memory.byteSize() * 8 / format.bits();
  }

  /** The pattern at an index, sign-extended as {@code number} has them. */
  long get(long index) {
    return switch (format.bits()) {
      case 8 -> memory.get(ValueLayout.JAVA_BYTE, index);
      case 16 -> memory.getAtIndex(ValueLayout.JAVA_SHORT, index);
      case 32 -> memory.getAtIndex(ValueLayout.JAVA_INT, index);
      default -> memory.getAtIndex(ValueLayout.JAVA_LONG, index);
    };
  }

  void set(long index, long pattern) {
    switch (format.bits()) {
      case 8 -> memory.set(ValueLayout.JAVA_BYTE, index, (byte) pattern);
      case 16 -> memory.setAtIndex(ValueLayout.JAVA_SHORT, index, (short) pattern);
      case 32 -> memory.setAtIndex(ValueLayout.JAVA_INT, index, (int) pattern);
      default -> memory.setAtIndex(ValueLayout.JAVA_LONG, index, pattern);
    }
  }

  /** All patterns, in order. */
  long[] toLongs() {
    long[] patterns = new long[Math.toIntExact(length())];
    for (int i = 0; i < patterns.length; i++) {
      patterns[i] = get(i);
    }
    return patterns;
  }
}
