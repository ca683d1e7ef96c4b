package dev.adamant.number;

import static dev.adamant.number.oracle.Trials.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fields that an explanation shows are the bits of the pattern, and its exact values are exact.
 */
class ExplanationTest {

  private static final Pattern FRACTION = Pattern.compile("(-?\\d+)(?:(/|\\*)2\\^(\\d+))?");

  static List<Format> narrow() {
    return Stream.concat(TestFormats.upTo16Bits().stream(), TestFormats.small().stream())
        .distinct()
        .toList();
  }

  static List<Format> wide() {
    return Stream.concat(TestFormats.from32Bits().stream(), TestFormats.odd().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void everyPattern(Format format) {
    PositOracle oracle = PositOracle.of(format);
    Trials.each(oracle.nar(), oracle.maxpos() + 1, a -> failure(format, oracle, a));
  }

  @ParameterizedTest
  @MethodSource("wide")
  void sampledPatterns(Format format) {
    PositOracle oracle = PositOracle.of(format);
    BiasedPatterns patterns = new BiasedPatterns(oracle);
    Trials.sample(
        "explain " + format.name(),
        3_000,
        random -> failure(format, oracle, patterns.next(random)));
  }

  @Test
  void fieldsOfAPatternWorkedOutByHand() {
    Explanation e = Explanation.of(Format.POSIT16, 0x4c91);
    assertEquals("10", e.regimeBits());
    assertEquals(0, e.regime());
    assertEquals("01", e.exponentBits());
    assertEquals(1, e.exponent());
    assertEquals("10010010001", e.fractionBits());
    assertEquals(1, e.scale());
    assertFalse(e.negative());
    assertEquals("3217/2^10", e.exactFraction());
    assertEquals("3.1416015625", e.exactDecimal());
  }

  @Test
  void exponentBitsThatDoNotFitAreMissing() {
    Explanation e = Explanation.of(Format.POSIT8, -1);
    assertTrue(e.negative());
    assertEquals("0000001", e.regimeBits());
    assertEquals(-6, e.regime());
    assertEquals("", e.exponentBits());
    assertEquals(0, e.exponent());
    assertEquals("-1/2^24", e.exactFraction());
  }

  /**
   * What a person reads names the format, the shortest decimal and the exact value, and zero and
   * NaR.
   */
  @ParameterizedTest
  @MethodSource("narrow")
  void textHoldsTheValue(Format format) {
    String text = Explanation.of(format, -format.one() - 1).toString();
    assertTrue(text.contains(format.name()), text);
    assertTrue(text.contains(DecimalText.toString(format, -format.one() - 1)), text);
    assertTrue(text.contains(Explanation.of(format, -format.one() - 1).exactDecimal()), text);
    assertTrue(Explanation.of(format, 0).toString().contains("zero"));
    assertTrue(Explanation.of(format, format.nar()).toString().contains("NaR"));
  }

  private static String failure(Format format, PositOracle oracle, long a) {
    Explanation e = Explanation.of(format, a);
    String call = format.name() + " explanation of " + hex(a) + " is " + e;
    if (oracle.isNaR(a) || a == 0) {
      String name = a == 0 ? "0" : "NaR";
      return e.exactFraction().equals(name) && e.exactDecimal().equals(name) ? null : call;
    }
    String bits = "0" + e.regimeBits() + e.exponentBits() + e.fractionBits();
    boolean fields =
        bits.length() == format.bits()
            && Long.parseUnsignedLong(bits, 2) == Math.abs(a)
            && e.pattern() == a
            && e.negative() == a < 0
            && e.scale() == (e.regime() << format.exponentBits()) + e.exponent();
    Dyadic value = oracle.finiteValue(a);
    BigDecimal decimal = new BigDecimal(e.exactDecimal());
    boolean exact =
        decimal.compareTo(value.toBigDecimal()) == 0 && equals(e.exactFraction(), value);
    return fields && exact && e.scale() == value.floorLog2() ? null : call;
  }

  private static boolean equals(String fraction, Dyadic value) {
    Matcher parts = FRACTION.matcher(fraction);
    if (!parts.matches()) {
      return false;
    }
    int power = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
    BigInteger numerator = new BigInteger(parts.group(1));
    return numerator.testBit(0)
        && new Dyadic(numerator, "/".equals(parts.group(2)) ? -power : power).compareTo(value) == 0;
  }
}
