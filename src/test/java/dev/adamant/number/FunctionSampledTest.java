package dev.adamant.number;

import static dev.adamant.number.oracle.Trials.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.ExactReal;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.util.Objects;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded operands of the formats too wide for every operand, biased to where functions go wrong;
 * more of them by the system property {@value Trials#SAMPLES_PROPERTY}.
 *
 * <p>All must be correctly rounded, also in 64 bits: there the functions promise a little less, but
 * break it so rarely that no sample of this size meets such an operand.
 */
class FunctionSampledTest {

  private static final int SAMPLES = 10_000;
  private static final int SAMPLES_OF_ODD_FORMATS = 1_500;

  /** Errors below it are not told from none. */
  private static final double LEAST_ERROR = 0x1p-10;

  static Stream<Arguments> standard() {
    return pairs(TestFormats.from32Bits().stream());
  }

  static Stream<Arguments> odd() {
    return pairs(TestFormats.odd().stream());
  }

  private static Stream<Arguments> pairs(Stream<Format> formats) {
    return formats.flatMap(
        format ->
            Stream.of(Function.values())
                .filter(function -> function.supports(format))
                .map(function -> Arguments.of(function, format)));
  }

  @ParameterizedTest
  @MethodSource("standard")
  void standardFormats(Function function, Format format) {
    double worst = worstError(function, format, SAMPLES);
    System.out.printf(
        "%s of %s: error at most %.7f ulp in %,d operands%n",
        function.functionName(), format, worst, Trials.samples(SAMPLES));
    assertThat(worst).isGreaterThan(0.4);
  }

  @ParameterizedTest
  @MethodSource("odd")
  void oddFormats(Function function, Format format) {
    worstError(function, format, SAMPLES_OF_ODD_FORMATS);
  }

  /** Powers of two, 1 ± powers of two, and the patterns beside them: exact values and ties. */
  @ParameterizedTest
  @MethodSource({"standard", "odd"})
  void besidePowersOfTwo(Function function, Format format) {
    PositOracle oracle = PositOracle.of(format);
    Dyadic one = Dyadic.of(1);
    Trials.each(
        Math.max(format.minScale(), -150),
        Math.min(format.maxScale(), 150),
        scale -> {
          Dyadic power = Dyadic.powerOfTwo((int) scale);
          return Stream.of(power, one.add(power), one.subtract(power))
              .map(oracle::round)
              .flatMap(a -> Stream.of(a - 1, a, a + 1, 1 - a, -a, -1 - a))
              .map(a -> failure(oracle, function, format, oracle.canonical(a)))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
        });
  }

  private static String failure(PositOracle oracle, Function function, Format format, long a) {
    long result = function.apply(format, a);
    return oracle.isRounding(exact(oracle, function, a), result)
        ? null
        : report(function, a, result);
  }

  private static ExactReal exact(PositOracle oracle, Function function, long a) {
    return oracle.isNaR(a)
        ? ExactReal.NOT_REAL
        : FunctionEstimate.value(function, oracle.finiteValue(a));
  }

  private static String report(Function function, long a, long result) {
    return function.functionName() + " " + hex(a) + " gives " + hex(result);
  }

  /** Checks every sample and returns the worst error. */
  private static double worstError(Function function, Format format, int samples) {
    PositOracle oracle = PositOracle.of(format);
    FunctionOperands operands = new FunctionOperands(oracle);
    DoubleAccumulator worst = new DoubleAccumulator(Math::max, LEAST_ERROR);
    Trials.sample(
        function.functionName() + " " + format,
        samples,
        random -> {
          long a = operands.next(function, random);
          long result = function.apply(format, a);
          ExactReal exact = exact(oracle, function, a);
          if (!oracle.isRounding(exact, result)) {
            return report(function, a, result);
          }
          worst.accumulate(FunctionError.max(oracle, exact, result, worst.get()));
          return null;
        });
    return worst.get();
  }
}
