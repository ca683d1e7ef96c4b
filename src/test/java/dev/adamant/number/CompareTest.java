package dev.adamant.number;

import static dev.adamant.number.oracle.Trials.hex;

import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of posits, by exact value, NaR below all and equal to itself; and the gate. */
class CompareTest {

  static List<Format> small() {
    return TestFormats.small();
  }

  static List<Format> from16Bits() {
    return TestFormats.from16Bits();
  }

  @ParameterizedTest
  @MethodSource("small")
  void everyPair(Format format) {
    PositOracle oracle = PositOracle.of(format);
    long patterns = 1L << format.bits();
    Trials.each(
        0, patterns * patterns, pair -> failure(format, oracle, pair / patterns, pair % patterns));
  }

  @ParameterizedTest
  @MethodSource("from16Bits")
  void sampledPairs(Format format) {
    PositOracle oracle = PositOracle.of(format);
    BiasedPatterns patterns = new BiasedPatterns(oracle);
    Trials.sample(
        "compare " + format.name(),
        Trials.SAMPLES,
        random -> {
          long a = patterns.next(random);
          long b = random.nextInt(4) == 0 ? a + random.nextInt(-1, 2) : patterns.next(random);
          return random.nextBoolean()
              ? failure(format, oracle, a, b)
              : failure(format, oracle, a & format.mask(), b);
        });
  }

  private static String failure(Format format, PositOracle oracle, long a, long b) {
    int expected =
        oracle.isNaR(a) || oracle.isNaR(b)
            ? Boolean.compare(oracle.isNaR(b), oracle.isNaR(a))
            : oracle.finiteValue(a).compareTo(oracle.finiteValue(b));
    int result = Posit.compare(format, a, b);
    if (Integer.signum(result) != expected) {
      return format.name() + " compare " + hex(a, b) + " gave " + result + ", expected " + expected;
    }
    return gateFailure(format, oracle, a, b);
  }

  private static String gateFailure(Format format, PositOracle oracle, long a, long b) {
    long expected = 0;
    if (oracle.isNaR(a) || oracle.isNaR(b)) {
      expected = format.nar();
    } else if (oracle.finiteValue(b).signum() > 0) {
      expected = a << -format.bits() >> -format.bits();
    }
    long result = Posit.gate(format, a, b);
    return result == expected
        ? null
        : format.name() + " gate " + hex(a, b) + " gave " + hex(result) + ", not " + hex(expected);
  }
}
