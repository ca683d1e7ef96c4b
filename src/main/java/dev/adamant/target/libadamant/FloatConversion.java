package dev.adamant.target.libadamant;

import dev.adamant.memory.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Conversions between the IEEE types, which the library leaves to its caller's language. */
final class FloatConversion {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private FloatConversion() {}

  /** From the type to the other one. */
  static Lines.Call from(DataType type) {
    return type.equals(DataType.FLOAT32) ? FloatConversion::widen : FloatConversion::narrow;
  }

  private static void widen(long n, long[] addresses, long[] strides, long first) {
    MemorySegment memory = memory();
    for (long i = 0; i < n; i++) {
      float value = memory.get(FLOAT, addresses[1] + 4 * i * strides[1]);
      memory.set(DOUBLE, addresses[0] + 8 * i * strides[0], value);
    }
  }

  private static void narrow(long n, long[] addresses, long[] strides, long first) {
    MemorySegment memory = memory();
    for (long i = 0; i < n; i++) {
      double value = memory.get(DOUBLE, addresses[1] + 8 * i * strides[1]);
      memory.set(FLOAT, addresses[0] + 4 * i * strides[0], (float) value);
    }
  }

  /** All of memory, by address. */
  private static MemorySegment memory() {
    return Addresses.range(0, Long.MAX_VALUE);
  }
}
