package dev.adamant.number;

import static dev.adamant.number.oracle.Trials.hex;

import dev.adamant.number.oracle.ExactReal;
import dev.adamant.number.oracle.Operation;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operand, pair or triple of the formats that are small enough. */
class ArithmeticExhaustiveTest {

  private static final List<Operation> BINARY =
      List.of(Operation.ADD, Operation.SUB, Operation.MUL, Operation.DIV);
  private static final List<Operation> UNARY =
      List.of(Operation.NEG, Operation.ABS, Operation.SQRT);

  static List<Format> small() {
    return TestFormats.small();
  }

  static List<Format> tiny() {
    return TestFormats.small().stream().filter(f -> f.bits() <= 7).toList();
  }

  static List<Format> upTo16Bits() {
    return TestFormats.upTo16Bits();
  }

  @ParameterizedTest
  @MethodSource("small")
  void everyPair(Format format) {
    PositOracle oracle = PositOracle.of(format);
    long patterns = 1L << format.bits();
    Trials.each(
        0,
        patterns * patterns,
        pair -> {
          long a = oracle.canonical(pair / patterns);
          long b = oracle.canonical(pair % patterns);
          for (Operation operation : BINARY) {
            String failure = failure(oracle, format, operation, a, b);
            if (failure != null) {
              return failure;
            }
          }
          return null;
        });
  }

  @ParameterizedTest
  @MethodSource("tiny")
  void everyTriple(Format format) {
    PositOracle oracle = PositOracle.of(format);
    long patterns = 1L << format.bits();
    Trials.each(
        0,
        patterns * patterns * patterns,
        triple ->
            failure(
                oracle,
                format,
                Operation.FMA,
                oracle.canonical(triple / patterns / patterns),
                oracle.canonical(triple / patterns),
                oracle.canonical(triple)));
  }

  @ParameterizedTest
  @MethodSource("upTo16Bits")
  void everyOperandUpTo16Bits(Format format) {
    everyOperand(format);
  }

  @ParameterizedTest
  @MethodSource("small")
  void everyOperandOfSmallFormats(Format format) {
    everyOperand(format);
  }

  private static void everyOperand(Format format) {
    PositOracle oracle = PositOracle.of(format);
    Trials.each(
        oracle.nar(),
        oracle.maxpos() + 1,
        a -> {
          for (Operation operation : UNARY) {
            String failure = failure(oracle, format, operation, a);
            if (failure != null) {
              return failure;
            }
          }
          return null;
        });
  }

  private static String failure(
      PositOracle oracle, Format format, Operation operation, long... operands) {
    ExactReal exact = operation.of(oracle, operands);
    long result = Reference.apply(operation, format, operands);
    return result == oracle.round(exact)
        ? null
        : oracle.complaint(
            exact, result, () -> format.name() + " " + operation + " " + hex(operands));
  }
}
