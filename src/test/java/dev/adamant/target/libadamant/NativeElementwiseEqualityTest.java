package dev.adamant.target.libadamant;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.oracle.Operation;
import dev.adamant.number.oracle.Trials;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.DataMix;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Native operations of two operands and fma give the bits of the reference on every path. */
class NativeElementwiseEqualityTest {

  /** Of so many samples one is drawn by the generator that seeks rounding boundaries. */
  private static final int BOUNDARY_EVERY = 8;

  private static final int PATTERNS_8 = 1 << 8;

  static Stream<Arguments> binaryOperations() {
    return Stream.of(BinaryOperation.values())
        .flatMap(op -> Format.standard().stream().map(format -> arguments(op, format)));
  }

  /** Whose operands are interesting for the operation; those of a sum are for a comparison. */
  private static Operation operandsOf(BinaryOperation operation) {
    return switch (operation) {
      case ADD, MAX, MIN, GATE -> Operation.ADD;
      case SUB -> Operation.SUB;
      case MUL -> Operation.MUL;
      case DIV -> Operation.DIV;
    };
  }

  static Stream<Format> formats() {
    return Format.standard().stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("binaryOperations")
  void zip(BinaryOperation operation, Format format) {
    String name = "zip " + operation.operationName() + " " + format;
    int bits = format.bits();
    Elementwise.Definition definition = x -> operation.define(format, x[0], x[1]);
    Elementwise batch =
        bits == 8
            ? Elementwise.exhaustive(
                name,
                PATTERNS_8 * PATTERNS_8,
                i -> new long[] {(byte) i, (byte) (i >> 8)},
                definition,
                bits,
                bits,
                bits)
            : Elementwise.sampled(
                name,
                Trials.SAMPLES,
                random -> draw(operandsOf(operation), format, random),
                definition,
                bits,
                bits,
                bits);
    int code = NativeCodes.of(format);
    batch.agreesOnEveryPath(
        (n, dst, sources) ->
            Adamant.adm_zip(
                NativeCodes.of(operation), code, n, dst, 1, sources[0], 1, sources[1], 1));
  }

  @ParameterizedTest(name = "fma {0}")
  @MethodSource("formats")
  void fma(Format format) {
    int bits = format.bits();
    int code = NativeCodes.of(format);
    Elementwise.sampled(
            "fma " + format,
            Trials.SAMPLES,
            random -> draw(Operation.FMA, format, random),
            x -> Posit.fma(format, x[0], x[1], x[2]),
            bits,
            bits,
            bits,
            bits)
        .agreesOnEveryPath(
            (n, dst, sources) ->
                Adamant.adm_fma(code, n, dst, 1, sources[0], 1, sources[1], 1, sources[2], 1));
  }

  private static long[] draw(Operation operation, Format format, SplittableRandom random) {
    if (random.nextInt(BOUNDARY_EVERY) == 0) {
      return DataMix.biased(format).operands(operation, random);
    }
    DataMix[] mixes = DataMix.values();
    DataMix left = mixes[random.nextInt(mixes.length)];
    DataMix right = random.nextBoolean() ? left : mixes[random.nextInt(mixes.length)];
    return new long[] {
      left.draw(format, random), right.draw(format, random), left.draw(format, random)
    };
  }
}
