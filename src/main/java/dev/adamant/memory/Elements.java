package dev.adamant.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Elements of 1, 2, 4 or 8 bytes in memory: little-endian integers without alignment. An index out
 * of bounds throws {@link IndexOutOfBoundsException}.
 */
public final class Elements {

  private static final ValueLayout.OfShort INT16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong INT64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Elements() {}

  /** Writes the low bits of {@code value} to the element at the index. */
  public static void set(MemorySegment segment, int bytes, long index, long value) {
    long at = place(segment, bytes, index);
    switch (bytes) {
      case 1 -> segment.set(ValueLayout.JAVA_BYTE, at, (byte) value);
      case 2 -> segment.set(INT16, at, (short) value);
      case 4 -> segment.set(INT32, at, (int) value);
      default -> segment.set(INT64, at, value);
    }
  }

  /** The element at the index, sign-extended. */
  public static long get(MemorySegment segment, int bytes, long index) {
    long at = place(segment, bytes, index);
    return switch (bytes) {
      case 1 -> segment.get(ValueLayout.JAVA_BYTE, at);
      case 2 -> segment.get(INT16, at);
      case 4 -> segment.get(INT32, at);
      default -> segment.get(INT64, at);
    };
  }

  /** Checked here because the product may wrap to a place that there is. */
  private static long place(MemorySegment segment, int bytes, long index) {
    long elements =
        switch (bytes) {
          case 1 -> segment.byteSize();
          case 2 -> segment.byteSize() >> 1;
          case 4 -> segment.byteSize() >> 2;
          case 8 -> segment.byteSize() >> 3;
          default ->
              throw new IllegalArgumentException(
                  "an element has " + bytes + " bytes, must be 1, 2, 4 or 8");
        };
    return Objects.checkIndex(index, elements) * bytes;
  }
}
