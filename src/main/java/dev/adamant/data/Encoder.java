package dev.adamant.data;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;

/** Rounds doubles once into the elements of a type. */
@FunctionalInterface
interface Encoder {

  /** The element: a pattern, or the bits of an IEEE float. */
  long encode(double value);

  /**
   * For a type.
   *
   * @throws IllegalArgumentException for quires
   */
  static Encoder of(DataType type) {
    return switch (type.kind()) {
      case POSIT -> {
        Format format = type.format();
        yield value -> Posit.fromDouble(format, value);
      }
      case IEEE ->
          type.byteSize() == Float.BYTES
              ? value -> Float.floatToRawIntBits((float) value)
              : Double::doubleToRawLongBits;
      case QUIRE ->
          throw new IllegalArgumentException(
              "examples are encoded as posits or floats, not as " + type);
    };
  }
}
