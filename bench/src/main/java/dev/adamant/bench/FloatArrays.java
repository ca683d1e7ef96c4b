package dev.adamant.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Arrays of float32 in native memory. */
final class FloatArrays {
  private static final long ALIGNMENT = 64;

  private FloatArrays() {}

  /** Zeros, aligned to 64 bytes. */
  static MemorySegment allocate(Arena arena, long length) {
    return arena.allocate(length * Float.BYTES, ALIGNMENT);
  }

  /** The values, each rounded to float32. */
  static MemorySegment of(Arena arena, double[] values) {
    MemorySegment array = allocate(arena, values.length);
    for (int i = 0; i < values.length; i++) {
      array.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) values[i]);
    }
    return array;
  }

  /**
   * Checks one float32 dot product of strided vectors.
   *
   * @throws WrongAnswerException when no order of the sum gives it
   */
  static void checkDot(
      String what,
      int terms,
      MemorySegment a,
      long firstA,
      MemorySegment b,
      long firstB,
      long strideB,
      float actual) {
    double sum = 0;
    double magnitudes = 0;
    for (int i = 0; i < terms; i++) {
      double x = a.getAtIndex(ValueLayout.JAVA_FLOAT, firstA + i);
      double y = b.getAtIndex(ValueLayout.JAVA_FLOAT, firstB + i * strideB);
      sum += x * y;
      magnitudes += Math.abs(x * y);
    }
    WrongAnswerException.unlessWithinRounding(what, terms, sum, magnitudes, actual);
  }
}
