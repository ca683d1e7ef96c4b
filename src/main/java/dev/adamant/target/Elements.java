package dev.adamant.target;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Elements of 8, 16, 32 or 64 bits in memory as the native library takes them: contiguous
 * little-endian integers without alignment. An index or segment out of bounds throws {@link
 * IndexOutOfBoundsException}.
 */
final class Elements {

  private static final ValueLayout.OfShort INT16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong INT64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Elements() {}

  /** Writes the low {@code bits} bits of {@code value}. */
  static void set(MemorySegment segment, int bits, long index, long value) {
    switch (bits) {
      case 8 -> segment.set(ValueLayout.JAVA_BYTE, index, (byte) value);
      case 16 -> segment.set(INT16, 2 * index, (short) value);
      case 32 -> segment.set(INT32, 4 * index, (int) value);
      case 64 -> segment.set(INT64, 8 * index, value);
      default -> throw noElement(bits);
    }
  }

  /** The element, sign-extended. */
  static long get(MemorySegment segment, int bits, long index) {
    return switch (bits) {
      case 8 -> segment.get(ValueLayout.JAVA_BYTE, index);
      case 16 -> segment.get(INT16, 2 * index);
      case 32 -> segment.get(INT32, 4 * index);
      case 64 -> segment.get(INT64, 8 * index);
      default -> throw noElement(bits);
    };
  }

  private static IllegalArgumentException noElement(int bits) {
    return new IllegalArgumentException(
        "an element has " + bits + " bits, must be 8, 16, 32 or 64: choose a standard format");
  }
}
