package dev.adamant.number;

import java.util.List;

/** The formats that the tests of the arithmetic range over. */
final class TestFormats {

  private TestFormats() {}

  /**
   * Formats small enough for every pair of patterns, odd ones among them: no exponent bits, one-bit
   * regime.
   */
  static List<Format> small() {
    return List.of(
        Format.POSIT8,
        Format.of(8, 4, 2),
        Format.of(7, 6, 1),
        Format.of(6, 3, 3),
        Format.of(5, 1, 2),
        Format.of(3, 2, 0));
  }

  /** The standard formats of 8 and 16 bits. */
  static List<Format> upTo16Bits() {
    return Format.standard().stream().filter(f -> f.bits() <= 16).toList();
  }

  /** The standard formats of 16, 32 and 64 bits. */
  static List<Format> from16Bits() {
    return Format.standard().stream().filter(f -> f.bits() >= 16).toList();
  }

  /** The standard formats of 32 and 64 bits. */
  static List<Format> from32Bits() {
    return Format.standard().stream().filter(f -> f.bits() >= 32).toList();
  }

  /** Formats of every shape, between the extremes of what {@link Format#of} takes. */
  static List<Format> odd() {
    return List.of(
        Format.of(64, 1, 0),
        Format.of(64, 63, 0),
        Format.of(64, 6, 0),
        Format.of(63, 62, 3),
        Format.of(61, 7, 4),
        Format.of(33, 32, 2),
        Format.of(32, 12, 7),
        Format.of(31, 2, 6),
        Format.of(24, 6, 5),
        Format.of(17, 16, 1),
        Format.of(20, 19, 6),
        Format.of(12, 6, 5),
        Format.of(10, 9, 5),
        Format.of(9, 6, 5),
        Format.of(4, 3, 3),
        Format.of(3, 1, 0));
  }
}
