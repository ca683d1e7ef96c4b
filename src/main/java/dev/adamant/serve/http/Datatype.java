package dev.adamant.serve.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Types of tensors in the protocol that models take numbers in. */
enum Datatype {
  FP32(4, false, 0, 0),
  FP64(8, false, 0, 0),
  INT8(1, true, -0x1p7, 0x1p7),
  INT16(2, true, -0x1p15, 0x1p15),
  INT32(4, true, -0x1p31, 0x1p31),
  INT64(8, true, -0x1p63, 0x1p63),
  UINT8(1, true, 0, 0x1p8),
  UINT16(2, true, 0, 0x1p16),
  UINT32(4, true, 0, 0x1p32),
  UINT64(8, true, 0, 0x1p64);

  private static final int DOUBLE_BITS = 53;
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle FLOATS = view(float[].class);
  private static final VarHandle DOUBLES = view(double[].class);

  private final int bytes;
  private final boolean whole;
  private final double least;
  private final double beyond;

  Datatype(int bytes, boolean whole, double least, double beyond) {
    this.bytes = bytes;
    this.whole = whole;
    this.least = least;
    this.beyond = beyond;
  }

  private static VarHandle view(Class<?> arrays) {
    return MethodHandles.byteArrayViewVarHandle(arrays, ByteOrder.LITTLE_ENDIAN);
  }

  /** Of that name; null for none. */
  static Datatype find(String name) {
    for (Datatype type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }

  /** Of an element in binary. */
  int bytes() {
    return bytes;
  }

  /** Whether its elements are whole numbers. */
  boolean whole() {
    return whole;
  }

  /**
   * An element of this type from a number of JSON; NaN where it is none of this type's. A number
   * for FP32 is rounded to it, as a client does that keeps its data in that type.
   */
  double convert(double number) {
    if (whole) {
      return number >= least && number < beyond ? number : Double.NaN;
    }
    double value = this == FP32 ? (float) number : number;
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /** An element in little-endian binary; NaN where it is no finite number, or no double has it. */
  double read(byte[] data, int at) {
    double value =
        switch (this) {
          case FP32 -> (float) FLOATS.get(data, at);
          case FP64 -> (double) DOUBLES.get(data, at);
          case INT8 -> data[at];
          case UINT8 -> Byte.toUnsignedInt(data[at]);
          case INT16 -> (short) SHORTS.get(data, at);
          case UINT16 -> Short.toUnsignedInt((short) SHORTS.get(data, at));
          case INT32 -> (int) INTS.get(data, at);
          case UINT32 -> Integer.toUnsignedLong((int) INTS.get(data, at));
          case INT64 -> exact((long) LONGS.get(data, at));
          case UINT64 -> {
            long number = (long) LONGS.get(data, at);
            yield number >= 0 ? exact(number) : 2 * exactHalf(number);
          }
        };
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /** The number as a double; NaN where no double has it. */
  static double exact(long number) {
    if (number == 0 || number == Long.MIN_VALUE) {
      return number;
    }
    long magnitude = Math.abs(number);
    int bits =
        Long.SIZE - Long.numberOfLeadingZeros(magnitude) - Long.numberOfTrailingZeros(magnitude);
    return bits <= DOUBLE_BITS ? number : Double.NaN;
  }

  private static double exactHalf(long unsigned) {
    return (unsigned & 1) == 0 ? exact(unsigned >>> 1) : Double.NaN;
  }

  /** Writes a double in little-endian binary. */
  static void write(byte[] data, int at, double value) {
    DOUBLES.set(data, at, value);
  }

  /** Writes a whole number of 8 bytes. */
  static void write(byte[] data, int at, long value) {
    LONGS.set(data, at, value);
  }

  /** Writes a whole number of 4 bytes. */
  static void write(byte[] data, int at, int value) {
    INTS.set(data, at, value);
  }
}
