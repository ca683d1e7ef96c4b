package dev.adamant.target.libadamant;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;
import dev.adamant.number.oracle.Trials;
import dev.adamant.target.DataMix;
import dev.adamant.target.UnaryOperation;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Native operations of one operand give the bits of the reference on every path. */
class NativeMapEqualityTest {

  private static final Set<UnaryOperation> CHEAP =
      EnumSet.of(
          UnaryOperation.NEG, UnaryOperation.ABS, UnaryOperation.SQRT, UnaryOperation.RECIPROCAL);

  private static final int FUNCTION_SAMPLES = 100_000;

  static Stream<Arguments> operations() {
    return Stream.of(UnaryOperation.values())
        .flatMap(op -> Format.standard().stream().map(format -> arguments(op, format)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("operations")
  void map(UnaryOperation operation, Format format) {
    String name = "map " + operation.operationName() + " " + format;
    int bits = format.bits();
    Elementwise.Definition definition = x -> operation.define(format, x[0]);
    Elementwise batch =
        bits <= 16
            ? Elementwise.exhaustive(
                name, 1 << bits, i -> new long[] {extended(i, bits)}, definition, bits, bits)
            : Elementwise.sampled(
                name,
                CHEAP.contains(operation) ? Trials.SAMPLES : FUNCTION_SAMPLES,
                random -> draw(format, random),
                definition,
                bits,
                bits);
    int code = NativeCodes.of(format);
    batch.agreesOnEveryPath(
        (n, dst, sources) ->
            Adamant.adm_map(NativeCodes.of(operation), code, n, dst, 1, sources[0], 1));
  }

  private static long[] draw(Format format, SplittableRandom random) {
    DataMix[] mixes = DataMix.values();
    return new long[] {mixes[random.nextInt(mixes.length)].draw(format, random)};
  }

  private static long extended(int pattern, int bits) {
    return (long) pattern << (Long.SIZE - bits) >> (Long.SIZE - bits);
  }
}
