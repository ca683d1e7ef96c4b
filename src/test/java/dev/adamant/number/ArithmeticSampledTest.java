package dev.adamant.number;

import static dev.adamant.number.oracle.Trials.hex;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.ExactReal;
import dev.adamant.number.oracle.Operation;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A million biased samples of every operation in the formats of 16, 32 and 64 bits, fewer in odd
 * formats.
 */
class ArithmeticSampledTest {

  private static final int ODD_FORMAT_SAMPLES = 20_000;

  static Stream<Arguments> wideFormats() {
    List<Operation> operations =
        List.of(
            Operation.ADD,
            Operation.SUB,
            Operation.MUL,
            Operation.DIV,
            Operation.FMA,
            Operation.SQRT);
    return TestFormats.from16Bits().stream()
        .flatMap(f -> operations.stream().map(operation -> arguments(f, operation)));
  }

  static Stream<Arguments> oddFormats() {
    return TestFormats.odd().stream()
        .flatMap(f -> Stream.of(Operation.values()).map(operation -> arguments(f, operation)));
  }

  @ParameterizedTest
  @MethodSource("wideFormats")
  void roundsTheExactResultOnce(Format format, Operation operation) {
    sample(format, operation, Trials.SAMPLES);
  }

  @ParameterizedTest
  @MethodSource("oddFormats")
  void roundsTheExactResultOnceInOddFormats(Format format, Operation operation) {
    sample(format, operation, ODD_FORMAT_SAMPLES);
  }

  /**
   * Only the low n bits of an operand count: both extensions and noise above them give the same
   * result.
   */
  @ParameterizedTest
  @MethodSource("oddFormats")
  void readsOnlyTheLowBits(Format format, Operation operation) {
    BiasedPatterns patterns = new BiasedPatterns(PositOracle.of(format));
    long above = format.bits() == 64 ? 0 : -1L << format.bits();
    Trials.sample(
        "low bits " + format.name() + operation,
        2_000,
        random -> {
          long[] operands = patterns.operands(operation, random);
          long[] noisy = operands.clone();
          for (int i = 0; i < noisy.length; i++) {
            noisy[i] ^= random.nextBoolean() ? above : random.nextLong() & above;
          }
          long plain = Reference.apply(operation, format, operands);
          long withNoise = Reference.apply(operation, format, noisy);
          return plain == withNoise
              ? null
              : format.name()
                  + " "
                  + operation
                  + " "
                  + hex(operands)
                  + " gave "
                  + hex(plain)
                  + " but "
                  + hex(noisy)
                  + " gave "
                  + hex(withNoise);
        });
  }

  private static void sample(Format format, Operation operation, int samples) {
    PositOracle oracle = PositOracle.of(format);
    BiasedPatterns patterns = new BiasedPatterns(oracle);
    Trials.sample(
        format.name() + operation,
        samples,
        random -> {
          long[] operands = patterns.operands(operation, random);
          ExactReal exact = operation.of(oracle, operands);
          long result = Reference.apply(operation, format, operands);
          return oracle.complaint(
              exact, result, () -> format.name() + " " + operation + " " + hex(operands));
        });
  }
}
