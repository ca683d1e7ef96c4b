package dev.adamant.memory;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;

/** Elements as patterns and as numbers: posits and IEEE floats, not quires. */
final class Scalars {

  private Scalars() {}

  /** The pattern in an element: of a posit, the bits above it replaced by its sign. */
  static long pattern(DataType type, long element) {
    if (type.kind() != DataType.Kind.POSIT) {
      return element;
    }
    int above = Long.SIZE - type.format().bits();
    return element << above >> above;
  }

  /** The number rounded once to the type. */
  static long encode(DataType type, double value) {
    Format format = type.format();
    if (format != null) {
      return Posit.fromDouble(format, value);
    }
    return type.byteSize() == Float.BYTES
        ? Float.floatToRawIntBits((float) value)
        : Double.doubleToRawLongBits(value);
  }

  /** The number that the pattern stands for, rounded once to a double. */
  static double decode(DataType type, long pattern) {
    Format format = type.format();
    if (format != null) {
      return Posit.toDouble(format, pattern);
    }
    return type.byteSize() == Float.BYTES
        ? Float.intBitsToFloat((int) pattern)
        : Double.longBitsToDouble(pattern);
  }
}
