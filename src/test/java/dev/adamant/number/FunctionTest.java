package dev.adamant.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionTest {

  /**
   * The virtual machine now and then allocates on behalf of a thread; code that allocates always
   * does.
   */
  private static final int ROUNDS = 10;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static List<Format> standard() {
    return Format.standard();
  }

  @ParameterizedTest
  @CsvSource({
    "exp, 0, 1",
    "exp2, 0, 1",
    "exp2, 5, 32",
    "exp2, -3, 0.125",
    "log, 1, 0",
    "log2, 1, 0",
    "log2, 1024, 10",
    "log2, 0.25, -2",
    "sin, 0, 0",
    "cos, 0, 1",
    "tanh, 0, 0",
    "sigmoid, 0, 0.5",
    "rsqrt, 1, 1",
    "rsqrt, 64, 0.125",
    "rsqrt, 0.0625, 4",
    "reciprocal, 1, 1",
    "reciprocal, -2, -0.5",
    "reciprocal, 0.125, 8"
  })
  void exactCases(String name, double operand, double result) {
    for (Format format : standard()) {
      long a = Posit.fromDouble(format, operand);
      assertThat(Posit.toDouble(format, Function.byName(name).apply(format, a)))
          .as("%s of %s in %s", name, operand, format)
          .isEqualTo(result);
    }
  }

  @ParameterizedTest
  @CsvSource({"log, 0", "log, -1", "log2, 0", "log2, -4", "rsqrt, 0", "rsqrt, -1", "reciprocal, 0"})
  void outsideTheDomainIsNaR(String name, double operand) {
    for (Format format : standard()) {
      long a = Posit.fromDouble(format, operand);
      assertThat(Function.byName(name).apply(format, a)).as("%s", format).isEqualTo(format.nar());
    }
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void notARealGivesNaR(Function function) {
    for (Format format : standard()) {
      assertThat(function.apply(format, format.nar())).isEqualTo(format.nar());
    }
  }

  @ParameterizedTest
  @MethodSource("standard")
  void exponentialsSaturate(Format format) {
    for (Function function : List.of(Function.EXP, Function.EXP2)) {
      assertThat(function.apply(format, format.maxpos())).isEqualTo(format.maxpos());
      assertThat(function.apply(format, -format.maxpos())).isEqualTo(format.minpos());
    }
    assertThat(Function.SIGMOID.apply(format, -format.maxpos())).isEqualTo(format.minpos());
    assertThat(Function.SOFTPLUS.apply(format, -format.maxpos())).isEqualTo(format.minpos());
  }

  @ParameterizedTest
  @MethodSource("standard")
  void onlyTheLowBitsOfAnOperandAreRead(Format format) {
    long a = Posit.fromDouble(format, 0.75);
    for (Function function : Function.values()) {
      assertThat(function.apply(format, a & format.mask()))
          .isEqualTo(function.apply(format, a | ~format.mask()))
          .isEqualTo(function.apply(format, a));
    }
  }

  @Test
  void namesAreLowerCase() {
    assertThat(Function.EXP2.functionName()).isEqualTo("exp2");
    for (Function function : Function.values()) {
      assertThat(Function.byName(function.functionName())).isEqualTo(function);
    }
  }

  @Test
  void anUnknownNameIsReportedWithThoseThatExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Function.byName("sinh"))
        .withMessageContaining("\"sinh\"")
        .withMessageContaining("softplus, rsqrt or reciprocal");
  }

  @Test
  void aFormatBeyondTheTablesIsRefused() {
    Format format = Format.of(64, 32, 5);
    for (Function function : Function.values()) {
      boolean rational = function == Function.RSQRT || function == Function.RECIPROCAL;
      assertThat(function.supports(format)).isEqualTo(rational);
      assertThat(function.supports(Format.of(64, 31, 5))).isTrue();
    }
    assertThatThrownBy(() -> Function.SIN.apply(format, 1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "sin does not take posit<64,32,5>: rS·2^eS is 1024, must be at most 1023; choose fewer"
                + " exponent bits or a shorter regime");
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void nothingIsAllocated(Function function) {
    for (Format format : standard()) {
      FunctionOperands source = new FunctionOperands(PositOracle.of(format));
      SplittableRandom random = Trials.generator("allocation " + format, 0);
      long[] operands = random.longs(500).map(i -> source.next(function, random)).toArray();
      long checksum = sum(function, format, operands);
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && least > 0; round++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long again = sum(function, format, operands);
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        assertThat(again).isEqualTo(checksum);
      }
      assertThat(least).as("%s", format).isZero();
    }
  }

  private static long sum(Function function, Format format, long[] operands) {
    long sum = 0;
    for (long a : operands) {
      sum += function.apply(format, a);
    }
    return sum;
  }
}
