package dev.adamant.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamantScalarsTest {

  private static final int ONE = 0x40000000;
  private static final int TWO = 0x48000000;

  @Test
  void everyFunctionOfTheHeaderIsBoundAndNothingElse() throws IOException {
    Map<String, FunctionDescriptor> declared = new LinkedHashMap<>();
    CHeader.read("adamant_scalars.h")
        .functions()
        .forEach((name, function) -> declared.put(name, descriptor(function)));
    assertThat(declared).hasSizeGreaterThan(200);
    assertThat(AdamantScalars.functions()).isEqualTo(declared);
  }

  @Test
  void everyFunctionIsInTheLibrary() {
    AdamantScalars.functions()
        .forEach(
            (name, descriptor) ->
                assertThat(AdamantScalars.handle(name).type())
                    .as(name)
                    .isEqualTo(descriptor.toMethodType()));
    assertThat(NativeLibrary.path()).exists();
  }

  @Test
  void scalarsRun() throws Throwable {
    MethodHandle add = AdamantScalars.handle("p32_add");
    assertThat((int) add.invokeExact(ONE, ONE)).isEqualTo(TWO);
    MethodHandle negate = AdamantScalars.handle("p8_neg");
    assertThat((byte) negate.invokeExact((byte) 0x40)).isEqualTo((byte) 0xc0);
    MethodHandle toDouble = AdamantScalars.handle("bp64_to_f64");
    assertThat((double) toDouble.invokeExact(1L << 62)).isEqualTo(1);
    MethodHandle less = AdamantScalars.handle("p16_lt");
    assertThat((int) less.invokeExact((short) 0x8000, (short) 0)).as("NaR < 0").isEqualTo(1);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_INT, ONE, ONE);
      MethodHandle dot = AdamantScalars.handle("p32_fdp");
      assertThat((int) dot.invokeExact(2L, x, x)).isEqualTo(TWO);
    }
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThatThrownBy(() -> AdamantScalars.handle("p32_plus"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("p32_plus")
        .hasMessageContaining("p32_add");
  }

  private static FunctionDescriptor descriptor(CHeader.Function function) {
    return FunctionDescriptor.of(
        layout(function.result()),
        function.parameters().stream()
            .map(AdamantScalarsTest::layout)
            .toArray(MemoryLayout[]::new));
  }

  private static MemoryLayout layout(String type) {
    return switch (type) {
      case "uint8_t" -> ValueLayout.JAVA_BYTE;
      case "uint16_t" -> ValueLayout.JAVA_SHORT;
      case "uint32_t", "int32_t" -> ValueLayout.JAVA_INT;
      case "uint64_t", "int64_t" -> ValueLayout.JAVA_LONG;
      case "float" -> ValueLayout.JAVA_FLOAT;
      case "double" -> ValueLayout.JAVA_DOUBLE;
      case "const uint8_t *", "const uint16_t *", "const uint32_t *", "const uint64_t *" ->
          ValueLayout.ADDRESS;
      default -> throw new AssertionError("a type that the bindings do not know: " + type);
    };
  }
}
