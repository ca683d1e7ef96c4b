package dev.adamant.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers worked out by hand, above all where other libraries are known to have gone wrong. */
class KnownAnswerTest {

  static List<Format> standard() {
    return Format.standard();
  }

  /**
   * Two exponent bits in every width, as the 2022 standard has it: older drafts gave posit8 none,
   * posit16 one.
   */
  @ParameterizedTest
  @CsvSource({
    "posit8, 48, 2.0",
    "posit8, 44, 1.5",
    "posit8, 41, 1.125",
    "posit8, 60, 16.0",
    "posit8, 7f, 1.6777216E7",
    "posit8, 01, 5.9604644775390625E-8",
    "posit8, c0, -1.0",
    "posit8, b8, -2.0",
    "posit16, 4000, 1.0",
    "posit16, 4800, 2.0",
    "posit16, 4c91, 3.1416015625",
    "posit16, 7fff, 7.2057594037927936E16",
    "posit32, 4c90fdaa, 3.141592651605606",
    "posit32, 7fffffff, 1.329227995784916E36",
    "posit64, 7fffffffffffffff, 4.523128485832664E74",
    "bposit16, 4000, 1.0",
    "bposit16, 4080, 1.5",
    "bposit16, 4100, 2.0",
    "bposit32, 41000000, 2.0",
    "bposit32, c0000000, -1.0",
    "bposit32, 00000001, 1.5930934304232916E-58",
  })
  void values(String name, String hex, double value) {
    Format format = Format.parse(name);
    long pattern = Long.parseUnsignedLong(hex, 16);
    assertEquals(value, Posit.toDouble(format, pattern));
    assertEquals(pattern, Posit.fromDouble(format, value) & format.mask());
  }

  /** √(1 − 2^−28) lies 2^−59 below the boundary 1 − 2^−29, where a double has no bits left. */
  @Test
  void squareRootJustBelowOneIsNotRoundedTwice() {
    assertEquals(0x3fffffffL, Posit.sqrt(Format.POSIT32, 0x3fffffffL));
    assertEquals(0x3fffffffffffffffL, Posit.sqrt(Format.POSIT64, 0x3fffffffffffffffL));
    assertEquals(0x3fffffffL, Posit.sqrt(Format.BPOSIT32, 0x3fffffffL));
    assertEquals(0x3fffffffffffffffL, Posit.sqrt(Format.BPOSIT64, 0x3fffffffffffffffL));
  }

  /**
   * √(1 + 2^−27) = 1 + 2^−28 − 2^−57 + … lies just below a boundary whose lower neighbour is even.
   */
  @Test
  void squareRootJustAboveOneRoundsDown() {
    assertEquals(0x40000000L, Posit.sqrt(Format.POSIT32, 0x40000001L));
    assertEquals(0x4000000000000000L, Posit.sqrt(Format.POSIT64, 0x4000000000000001L));
    assertEquals(0x40000001L, Posit.sqrt(Format.POSIT32, 0x40000003L));
  }

  /** 1 − 2^−60 and 2 − 2^−58 round up in 53 bits, and the carry must reach the exponent. */
  @Test
  void carryReachesTheExponentOfADouble() {
    assertEquals(1.0, Posit.toDouble(Format.POSIT64, 0x3fffffffffffffffL));
    assertEquals(2.0, Posit.toDouble(Format.POSIT64, 0x47ffffffffffffffL));
    assertEquals(-1.0, Posit.toDouble(Format.POSIT64, 0xc000000000000001L));
    assertEquals(1.0, Posit.toDouble(Format.BPOSIT64, 0x3fffffffffffffffL));
    assertEquals(2.0, Posit.toDouble(Format.BPOSIT64, 0x40ffffffffffffffL));
    assertEquals(2.0f, Posit.toFloat(Format.POSIT32, 0x47ffffffL));
  }

  /**
   * 1 + 2^−24 + 2^−58 is above a tie of float, which rounding by way of double would turn into the
   * tie.
   */
  @Test
  void floatIsRoundedOnce() {
    long pattern = 0x4000000000000000L | 1L << (59 - 24) | 1L << (59 - 58);
    assertEquals(1.0f + 0x1p-23f, Posit.toFloat(Format.POSIT64, pattern));
    assertEquals(1.0f, Posit.toFloat(Format.POSIT64, pattern - (1L << (59 - 58))));
    assertEquals(Float.POSITIVE_INFINITY, Posit.toFloat(Format.POSIT64, Long.MAX_VALUE));
    assertEquals(0, Float.floatToRawIntBits(Posit.toFloat(Format.BPOSIT32, 1)));
    assertEquals(
        Float.floatToRawIntBits(-0.0f),
        Float.floatToRawIntBits(Posit.toFloat(Format.BPOSIT32, -1)));
  }

  @ParameterizedTest
  @MethodSource("standard")
  void noRealResultIsNaR(Format format) {
    long nar = format.nar();
    long one = format.one();
    assertEquals(nar, Posit.mul(format, nar, 0));
    assertEquals(nar, Posit.mul(format, 0, nar));
    assertEquals(nar, Posit.div(format, one, 0));
    assertEquals(nar, Posit.div(format, 0, 0));
    assertEquals(nar, Posit.div(format, 0, nar));
    assertEquals(nar, Posit.sqrt(format, -1));
    assertEquals(nar, Posit.sqrt(format, nar));
    assertEquals(nar, Posit.fma(format, nar, 0, one));
    assertEquals(nar, Posit.fma(format, 0, one, nar));
    assertEquals(nar, Posit.sub(format, nar, nar));
    assertEquals(nar, Posit.neg(format, nar));
    assertEquals(nar, Posit.abs(format, nar));
    assertEquals(nar, Posit.fromDouble(format, Double.NEGATIVE_INFINITY));
    assertEquals(0x7ff8_0000_0000_0000L, Double.doubleToRawLongBits(Posit.toDouble(format, nar)));
    assertEquals(0x7fc0_0000, Float.floatToRawIntBits(Posit.toFloat(format, nar)));
    assertEquals(0, Posit.fromDouble(format, -0.0));
    assertEquals(0, Double.doubleToRawLongBits(Posit.toDouble(format, 0)));
  }

  @ParameterizedTest
  @MethodSource("standard")
  void neverRoundsToZeroNorToNaR(Format format) {
    long maxpos = format.maxpos();
    long minpos = format.minpos();
    assertEquals(minpos, Posit.mul(format, minpos, minpos));
    assertEquals(-minpos, Posit.mul(format, -minpos, minpos));
    assertEquals(maxpos, Posit.mul(format, maxpos, maxpos));
    assertEquals(-maxpos, Posit.add(format, -maxpos, -maxpos));
    assertEquals(minpos, Posit.div(format, minpos, maxpos));
    assertEquals(maxpos, Posit.div(format, maxpos, minpos));
    assertEquals(minpos, Posit.fromDouble(format, Double.MIN_VALUE));
    assertEquals(-maxpos, Posit.fromDouble(format, -Double.MAX_VALUE));
    assertEquals(minpos, Posit.fma(format, minpos, minpos, 0));
  }

  /**
   * In posit8, patterns 7e and 7f are 2^20 and 2^24, and the boundary between them is 2^22, not
   * their mean.
   */
  @Test
  void boundaryAmongExponentBitsIsTheGeometricMean() {
    Map<Double, Long> answers =
        Map.of(
            0x1p22,
            0x7eL,
            Math.nextUp(0x1p22),
            0x7fL,
            Math.nextDown(0x1p22),
            0x7eL,
            0x1p23,
            0x7fL,
            0x1p-22,
            0x02L,
            Math.nextDown(0x1p-22),
            0x01L,
            0x1p-23,
            0x01L);
    answers.forEach((v, pattern) -> assertEquals(pattern, Posit.fromDouble(Format.POSIT8, v)));
  }

  /**
   * One plus half a unit is a tie, which the least product of the quire, hundreds of bits below,
   * must break.
   */
  @ParameterizedTest
  @MethodSource("standard")
  void quireKeepsTheLastStickyBit(Format format) {
    long one = format.one();
    long unit = Posit.sub(format, one + 1, one);
    long half = Posit.fromDouble(format, 0.5);
    Quire quire = new Quire(format);
    quire.add(one);
    quire.addProduct(unit, half);
    assertEquals(one, quire.toPosit());
    quire.addProduct(1, 1);
    assertEquals(one + 1, quire.toPosit());
    quire.subtractProduct(1, 1);
    quire.subtractProduct(1, 1);
    assertEquals(one, quire.toPosit());
    quire.addProduct(unit, one);
    assertEquals(one + 1, quire.toPosit());
    quire.addProduct(1, 1);
    assertEquals(one + 2, quire.toPosit());
    quire.addProduct(1, 1);
    assertEquals(one + 2, quire.toPosit());
    quire.negate();
    assertEquals(-one - 2, quire.toPosit());
  }

  /** Zero and NaR are patterns of the whole quire: a bit in any one word makes it neither. */
  @ParameterizedTest
  @MethodSource("standard")
  void zeroAndNaRLookAtEveryWord(Format format) {
    int words = format.quireWords();
    for (int word = 0; word < words - 1; word++) {
      byte[] bytes = new byte[8 * words];
      bytes[8 * word] = 1;
      Quire quire = Quire.fromBytes(format, bytes);
      assertFalse(quire.isZero(), "word " + word);
      assertTrue(quire.toPosit() > 0, "word " + word);
      Quire negative = Quire.fromBytes(format, bytes);
      negative.negate();
      byte[] expected = new byte[8 * words];
      Arrays.fill(expected, 8 * word, expected.length, (byte) 0xff);
      assertEquals(Arrays.toString(expected), Arrays.toString(negative.toBytes()));
      if (format.quireBits() == 64 * words) {
        bytes[bytes.length - 1] = (byte) 0x80;
        assertFalse(Quire.fromBytes(format, bytes).isNaR(), "word " + word);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "posit8, 40, 1",
    "posit8, 48, 2",
    "posit8, 4c, 3",
    "posit16, 4c91, 3.1416",
    "posit8, 3f, 0.94",
    "posit32, 40000000, 1",
    "posit32, bc000000, -1.5",
    "bposit32, 3fffffff, 0.99999997"
  })
  void decimals(String name, String hex, String decimal) {
    Format format = Format.parse(name);
    assertEquals(
        Long.parseUnsignedLong(hex, 16), DecimalText.parse(format, decimal) & format.mask());
  }

  @Test
  void integersTieToEven() {
    for (int i = -9; i <= 9; i++) {
      long pattern = Posit.fromDouble(Format.POSIT32, i + 0.5);
      assertEquals((long) Math.rint(i + 0.5), Posit.toLong(Format.POSIT32, pattern));
    }
    assertEquals(
        Posit.fromDouble(Format.POSIT64, 0x1p63), Posit.fromLong(Format.POSIT64, Long.MAX_VALUE));
  }
}
