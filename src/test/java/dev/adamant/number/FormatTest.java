package dev.adamant.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.QuireOracle;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts about formats: names, limits, ends of the range, sizes of quires. */
class FormatTest {

  static List<Format> all() {
    return Stream.of(Format.standard(), TestFormats.small(), TestFormats.odd())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @Test
  void standardFormatsInOrderOfTheirCodes() {
    assertEquals(
        List.of("posit8", "posit16", "posit32", "posit64", "bposit16", "bposit32", "bposit64"),
        Format.standard().stream().map(Format::name).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "posit8, 8, 7, 2, 24, -24, 128, 48, 2",
    "posit16, 16, 15, 2, 56, -56, 256, 112, 4",
    "posit32, 32, 31, 2, 120, -120, 512, 240, 8",
    "posit64, 64, 63, 2, 248, -248, 1024, 496, 16",
    "bposit16, 16, 6, 5, 191, -192, 808, 392, 13",
    "bposit32, 32, 6, 5, 191, -192, 840, 424, 14",
    "bposit64, 64, 6, 5, 191, -192, 904, 488, 15",
  })
  void facts(
      String name,
      int bits,
      int maxRegime,
      int exponentBits,
      int maxScale,
      int minScale,
      int quireBits,
      int quireFractionBits,
      int quireWords) {
    Format format = Format.parse(name);
    assertEquals(new Format(name, bits, maxRegime, exponentBits), format);
    assertEquals(maxScale, format.maxScale());
    assertEquals(minScale, format.minScale());
    assertEquals(quireBits, format.quireBits());
    assertEquals(quireFractionBits, format.quireFractionBits());
    assertEquals(quireWords, format.quireWords());
    assertEquals(bits / 4, format.hexDigits());
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsOfTheRangeAndSizesFollowFromTheThreeParameters(Format format) {
    PositOracle oracle = PositOracle.of(format);
    QuireOracle quire = QuireOracle.of(format);
    assertEquals(oracle.nar(), format.nar());
    assertEquals(oracle.maxpos(), format.maxpos());
    assertEquals(1, format.minpos());
    assertEquals(0, oracle.finiteValue(format.one()).compareTo(Dyadic.of(1)));
    assertEquals(oracle.finiteValue(format.maxpos()).floorLog2(), format.maxScale());
    assertEquals(oracle.finiteValue(1).floorLog2(), format.minScale());
    assertEquals(
        BigInteger.TWO.pow(format.bits()).subtract(BigInteger.ONE),
        new BigInteger(Long.toUnsignedString(format.mask())));
    assertEquals((format.bits() + 3) / 4, format.hexDigits());
    assertEquals(quire.bits(), format.quireBits());
    assertEquals(quire.fractionBits(), format.quireFractionBits());
    assertEquals(quire.words(), format.quireWords());
    assertEquals(format, Format.parse(format.name()));
  }

  /** minpos = 2^−192·(1 + 2^−f) and maxpos = 2^192 − 2^(191−f), with f = n − 12. */
  @ParameterizedTest
  @ValueSource(strings = {"bposit16", "bposit32", "bposit64"})
  void endsOfBposits(String name) {
    Format format = Format.parse(name);
    int f = format.bits() - 12;
    PositOracle oracle = PositOracle.of(format);
    Dyadic minpos = Dyadic.powerOfTwo(-192).add(Dyadic.powerOfTwo(-192 - f));
    Dyadic maxpos = Dyadic.powerOfTwo(192).subtract(Dyadic.powerOfTwo(191 - f));
    assertEquals(format.minpos(), oracle.round(minpos));
    assertEquals(0, oracle.finiteValue(format.minpos()).compareTo(minpos));
    assertEquals(format.maxpos(), oracle.round(maxpos));
    assertEquals(0, oracle.finiteValue(format.maxpos()).compareTo(maxpos));
    if (f < 52) {
      assertEquals(Math.scalb(1 + Math.scalb(1.0, -f), -192), Posit.toDouble(format, 1));
      assertEquals(
          Math.scalb(2 - Math.scalb(1.0, -f), 191), Posit.toDouble(format, format.maxpos()));
    }
  }

  /** Fraction bits near one, seen in the spacing of patterns there: 1 + 2^−fractionBits is next. */
  @ParameterizedTest
  @CsvSource({
    "posit8, 3",
    "posit16, 11",
    "posit32, 27",
    "posit64, 59",
    "bposit16, 8",
    "bposit32, 24",
    "bposit64, 56",
  })
  void fractionBitsNearOne(String name, int fractionBits) {
    Format format = Format.parse(name);
    long next = format.one() + 1;
    assertEquals(0, Codec.scale(format, next));
    assertEquals(1L << 63 | 1L << (63 - fractionBits), Codec.significand(format, next));
  }

  /** Regimes of 2, 3, 4, 5, 6 bits leave f+4, f+3, f+2, f+1, f fraction bits. */
  @ParameterizedTest
  @ValueSource(strings = {"bposit16", "bposit32", "bposit64"})
  void fractionBitsOfBpositsByRegime(String name) {
    Format format = Format.parse(name);
    int f = format.bits() - 12;
    for (int r = -6; r <= 5; r++) {
      int regimeBits = Math.min(6, r >= 0 ? r + 2 : 1 - r);
      long significand = 1L << 63 | 1L << (63 - (f + 6 - regimeBits));
      long pattern = Codec.encode(format, false, 32 * r, significand, false);
      assertEquals(32 * r, Codec.scale(format, pattern));
      assertEquals(significand, Codec.significand(format, pattern), "regime " + r);
      assertEquals(1, pattern & 1);
    }
  }

  @Test
  void formatsAreNamedAfterTheStandardOneThatTheyEqual() {
    assertEquals(Format.POSIT32, Format.of(32, 31, 2));
    assertEquals("posit24", Format.of(24, 23, 2).name());
    assertEquals(Format.BPOSIT64, Format.of(64, 6, 5));
    assertEquals("posit<24,6,5>", Format.of(24, 6, 5).name());
    assertEquals(Format.of(24, 6, 5), Format.parse("posit<24,6,5>"));
    assertEquals(Format.POSIT16, Format.posit(16));
    assertEquals(Format.POSIT16, Format.parse("posit<16,15,2>"));
    assertSame(Format.POSIT8, Format.standard().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "posit",
        "posit2",
        "posit65",
        "bposit24",
        "Posit32",
        "posit<24,6>",
        "posit<24,6,5",
        "posit<24,24,2>",
        "posit<24,0,2>",
        "posit<24,6,-1>",
        "posit<99999999999,6,5>",
        "float32"
      })
  void parseNamesWhatItDoesNotKnow(String name) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Format.parse(name));
    assertTrue(!e.getMessage().isBlank(), "an error says what is accepted");
  }

  @Test
  void limitsAreNamedInErrors() {
    assertLimit("2", "3", () -> Format.of(2, 1, 0));
    assertLimit("65", "64", () -> Format.of(65, 6, 5));
    assertLimit("0", "1", () -> Format.of(16, 0, 2));
    assertLimit("16", "15", () -> Format.of(16, 16, 2));
    assertLimit("-1", "0", () -> Format.of(16, 6, -1));
    assertLimit("2", "3", () -> Format.posit(2));
    assertThrows(IllegalArgumentException.class, () -> new Format("mine", 16, 6, 5));
  }

  private static void assertLimit(String value, String limit, Runnable call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(e.getMessage().contains(value), e.getMessage());
    assertTrue(e.getMessage().contains(limit), e.getMessage());
  }
}
