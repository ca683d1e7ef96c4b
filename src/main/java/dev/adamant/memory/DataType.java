package dev.adamant.memory;

import dev.adamant.number.Format;
import java.util.Objects;

/**
 * What the elements of a tensor are. Elements are little-endian: patterns as unsigned integers of
 * the least 1, 2, 4 or 8 bytes that hold them (the bits above the pattern are written as its sign
 * and not read), quires as {@link Format#quireWords} words of 64 bits, floats as IEEE 754 patterns.
 *
 * @param kind how to read an element
 * @param format the format of a pattern or of what a quire sums; null for IEEE floats
 * @param byteSize bytes of an element
 */
public record DataType(Kind kind, Format format, int byteSize) {

  /** How an element is to be read. */
  public enum Kind {
    /** A pattern of a posit or b-posit. */
    POSIT,
    /** An exact accumulator. */
    QUIRE,
    /** An IEEE float. */
    IEEE
  }

  /** IEEE 754 binary32: the baseline that users compare with. */
  public static final DataType FLOAT32 = new DataType(Kind.IEEE, null, 4);

  /** IEEE 754 binary64. */
  public static final DataType FLOAT64 = new DataType(Kind.IEEE, null, 8);

  private static final String QUIRE_PREFIX = "quire(";

  /** Checks that the three agree; use the factories instead. */
  public DataType {
    Objects.requireNonNull(kind, "kind");
    if ((kind == Kind.IEEE) != (format == null)) {
      throw new IllegalArgumentException("a " + kind + " with the format " + format);
    }
    int expected =
        switch (kind) {
          case POSIT -> patternBytes(format);
          case QUIRE -> 8 * format.quireWords();
          case IEEE -> byteSize == 4 ? 4 : 8;
        };
    if (byteSize != expected) {
      throw new IllegalArgumentException(
          "an element of kind " + kind + " has " + expected + " bytes, not " + byteSize);
    }
  }

  /** Patterns of the format. */
  public static DataType of(Format format) {
    return new DataType(Kind.POSIT, format, patternBytes(format));
  }

  /** Quires of the format. */
  public static DataType quire(Format format) {
    return new DataType(Kind.QUIRE, format, 8 * format.quireWords());
  }

  /**
   * The type of that {@link #name()}.
   *
   * @throws IllegalArgumentException for any other name, saying which there are
   */
  public static DataType parse(String name) {
    if (name.equals(FLOAT32.name())) {
      return FLOAT32;
    }
    if (name.equals(FLOAT64.name())) {
      return FLOAT64;
    }
    try {
      if (name.startsWith(QUIRE_PREFIX) && name.endsWith(")")) {
        return quire(Format.parse(name.substring(QUIRE_PREFIX.length(), name.length() - 1)));
      }
      return of(Format.parse(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "no element type \""
              + name
              + "\": float32, float64, quire(FORMAT) or FORMAT; "
              + e.getMessage(),
          e);
    }
  }

  /** {@code posit32}, {@code quire(posit32)}, {@code float32}. */
  public String name() {
    return switch (kind) {
      case POSIT -> format.name();
      case QUIRE -> QUIRE_PREFIX + format.name() + ")";
      case IEEE -> "float" + 8 * byteSize;
    };
  }

  /** Whether every bit of an element counts; else those above the pattern are its sign. */
  boolean fillsBytes() {
    return kind != Kind.POSIT || format.bits() == 8 * byteSize;
  }

  /** The name. */
  @Override
  public String toString() {
    return name();
  }

  private static int patternBytes(Format format) {
    int bits = format.bits();
    return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }
}
