package dev.adamant.number;

import static dev.adamant.number.oracle.Trials.hex;

import dev.adamant.number.oracle.ExactReal;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operand of the formats of up to 16 bits: the functions are correctly rounded. */
class FunctionExhaustiveTest {

  static Stream<Arguments> functions() {
    return Stream.of(TestFormats.small(), TestFormats.upTo16Bits())
        .flatMap(formats -> formats.stream())
        .distinct()
        .flatMap(format -> Stream.of(Function.values()).map(f -> Arguments.of(f, format)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyOperand(Function function, Format format) {
    PositOracle oracle = PositOracle.of(format);
    Trials.each(
        format.nar(),
        format.maxpos() + 1,
        a -> {
          ExactReal exact =
              oracle.isNaR(a)
                  ? ExactReal.NOT_REAL
                  : FunctionEstimate.value(function, oracle.finiteValue(a));
          long result = function.apply(format, a);
          return oracle.isRounding(exact, result)
              ? null
              : function.functionName() + " " + hex(a) + " gives " + hex(result);
        });
  }
}
