package dev.adamant.number;

import static dev.adamant.number.oracle.Trials.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.ExactRational;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimal text: correctly rounded when read, shortest that reads back when written. */
class DecimalTextTest {

  static List<Format> narrow() {
    return Stream.concat(TestFormats.upTo16Bits().stream(), TestFormats.small().stream())
        .distinct()
        .toList();
  }

  static List<Format> wide() {
    return Stream.concat(TestFormats.from32Bits().stream(), TestFormats.odd().stream()).toList();
  }

  static List<Format> all() {
    return Stream.of(narrow(), wide()).flatMap(List::stream).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void everyPatternIsWrittenShortestAndReadsBack(Format format) {
    PositOracle oracle = PositOracle.of(format);
    Trials.each(oracle.nar(), oracle.maxpos() + 1, a -> writeFailure(format, oracle, a));
  }

  @ParameterizedTest
  @MethodSource("wide")
  void sampledPatternsAreWrittenShortestAndReadBack(Format format) {
    PositOracle oracle = PositOracle.of(format);
    BiasedPatterns patterns = new BiasedPatterns(oracle);
    Trials.sample(
        "write " + format.name(),
        5_000,
        random -> writeFailure(format, oracle, patterns.next(random)));
  }

  /**
   * Texts on a rounding boundary, and on either side of it by one in a digit far beyond all that
   * matter.
   */
  @ParameterizedTest
  @MethodSource("all")
  void readsTiesAndTheirNeighboursRight(Format format) {
    PositOracle oracle = PositOracle.of(format);
    BiasedPatterns patterns = new BiasedPatterns(oracle);
    Trials.sample(
        "read ties " + format.name(),
        2_000,
        random -> {
          long below = patterns.nextBelowMaxpos(random);
          BigDecimal tie = oracle.boundaryAbove(below).toBigDecimal();
          BigDecimal little = BigDecimal.ONE.movePointLeft(tie.scale() + random.nextInt(1, 40));
          long even = (below & 1) == 0 ? below : below + 1;
          String failure = readFailure(format, tie, even, random);
          if (failure == null) {
            failure = readFailure(format, tie.add(little), below + 1, random);
          }
          return failure == null
              ? readFailure(format, tie.subtract(little), below, random)
              : failure;
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsRandomDecimalsRight(Format format) {
    PositOracle oracle = PositOracle.of(format);
    int scales = oracle.finiteValue(oracle.maxpos()).floorLog2() / 3 + 3;
    Trials.sample(
        "read " + format.name(),
        5_000,
        random -> {
          long digits = random.nextLong() >> random.nextInt(64);
          int places = random.nextInt(-scales, scales) + (random.nextBoolean() ? 10 : 0);
          BigDecimal decimal = BigDecimal.valueOf(digits, places);
          return readFailure(format, decimal, oracle.round(ExactRational.of(decimal)), random);
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsTheEdges(Format format) {
    long one = format.one();
    assertEquals(0, DecimalText.parse(format, "0"));
    assertEquals(0, DecimalText.parse(format, "-0.0"));
    assertEquals(0, DecimalText.parse(format, "0e400"));
    assertEquals(format.nar(), DecimalText.parse(format, "NaR"));
    assertEquals(one, DecimalText.parse(format, "1"));
    assertEquals(one, DecimalText.parse(format, "1.0"));
    assertEquals(one, DecimalText.parse(format, "0.001e3"));
    assertEquals(-one, DecimalText.parse(format, "-1000e-3"));
    assertEquals("0", DecimalText.toString(format, 0));
    assertEquals("NaR", DecimalText.toString(format, format.nar()));
    assertEquals("NaR", DecimalText.toString(format, format.nar() & format.mask()));
  }

  /** Exponents past any number format still saturate, at once, however large they are. */
  @ParameterizedTest
  @MethodSource("all")
  void hugeExponentsSaturate(Format format) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (String exponent :
              List.of("30000", "2147483647", "2147483648", "99999999999999999999")) {
            assertEquals(format.maxpos(), DecimalText.parse(format, "1e" + exponent));
            assertEquals(-format.maxpos(), DecimalText.parse(format, "-1.5e" + exponent));
            assertEquals(format.minpos(), DecimalText.parse(format, "1e-" + exponent));
            assertEquals(-format.minpos(), DecimalText.parse(format, "-9.25e-" + exponent));
            assertEquals(0, DecimalText.parse(format, "0.0e" + exponent));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "1 2", "1f", "--1", "nan?"})
  void refusesWhatIsNoDecimal(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> DecimalText.parse(Format.POSIT32, text));
    assertTrue(e.getMessage().contains(text.strip()), e.getMessage());
  }

  private static String writeFailure(Format format, PositOracle oracle, long a) {
    String text = DecimalText.toString(format, a);
    String call = format.name() + " toString " + hex(a) + " gave " + text;
    if (oracle.isNaR(a) || a == 0) {
      return text.equals(a == 0 ? "0" : "NaR") ? null : call;
    }
    if (!text.contains(".") && !text.contains("e")) {
      return call + ", which neither a point nor an exponent tells from a pattern in hex";
    }
    if (DecimalText.parse(format, text) != a) {
      return call + ", which parse does not read back";
    }
    BigDecimal written = new BigDecimal(text);
    if (!readsBack(oracle, written, a)) {
      return call + ", which does not round to it";
    }
    BigDecimal exact = oracle.finiteValue(a).toBigDecimal();
    int digits = written.stripTrailingZeros().precision();
    for (RoundingMode mode : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
      BigDecimal nearby = exact.round(new MathContext(digits, mode));
      boolean nearer = nearby.subtract(exact).abs().compareTo(written.subtract(exact).abs()) < 0;
      if (nearer && readsBack(oracle, nearby, a)) {
        return call + ", but " + nearby + " is as short and nearer";
      }
      if (digits > 1) {
        BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
        if (readsBack(oracle, shorter, a)) {
          return call + ", but " + shorter + " is shorter";
        }
      }
    }
    return null;
  }

  /**
   * Whether a decimal may stand for a pattern. At minpos and maxpos, to which everything beyond
   * rounds too, a text must stay as near to the value on the open side as the boundary is on the
   * other.
   */
  private static boolean readsBack(PositOracle oracle, BigDecimal decimal, long a) {
    if (!oracle.isRounding(ExactRational.of(decimal), a)) {
      return false;
    }
    long magnitude = Math.abs(a);
    ExactRational size = ExactRational.of(decimal.abs());
    Dyadic twice = oracle.finiteValue(magnitude).shift(1);
    boolean tooSmall =
        magnitude == 1 && size.compareTo(twice.subtract(oracle.boundaryAbove(1))) <= 0;
    boolean tooLarge =
        magnitude == oracle.maxpos()
            && size.compareTo(twice.subtract(oracle.boundaryAbove(magnitude - 1))) >= 0;
    return !tooSmall && !tooLarge;
  }

  /** Reads the decimal and its negative, written plainly or with an exponent. */
  private static String readFailure(
      Format format, BigDecimal decimal, long expected, SplittableRandom random) {
    String text = random.nextBoolean() ? decimal.toPlainString() : decimal.toString();
    if (random.nextBoolean()) {
      text = text.replace('E', 'e');
    }
    long result = DecimalText.parse(format, text);
    if (result != expected) {
      return format.name()
          + " parse "
          + text
          + " gave "
          + hex(result)
          + ", expected "
          + hex(expected);
    }
    String opposite = decimal.negate().toString();
    long negative = DecimalText.parse(format, opposite);
    return negative == -expected
        ? null
        : format.name() + " parse " + opposite + " gave " + hex(negative);
  }
}
