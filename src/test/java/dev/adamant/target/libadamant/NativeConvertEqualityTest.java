package dev.adamant.target.libadamant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.oracle.Trials;
import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Native conversions give the bits of the reference on every path. */
class NativeConvertEqualityTest {

  static Stream<Arguments> pairs() {
    return ElementType.all().stream()
        .flatMap(
            from ->
                ElementType.all().stream()
                    .filter(to -> from.format() != null || to.format() != null)
                    .map(to -> arguments(from, to)));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void convert(ElementType from, ElementType to) {
    String name = "convert " + from + " to " + to;
    Elementwise.Definition definition = x -> from.convert(to, x[0]);
    Elementwise batch =
        from.bits() <= 16
            ? Elementwise.exhaustive(
                name,
                1 << from.bits(),
                i -> new long[] {(long) i << (64 - from.bits()) >> (64 - from.bits())},
                definition,
                to.bits(),
                from.bits())
            : Elementwise.sampled(
                name,
                Trials.SAMPLES,
                random -> new long[] {from.draw(to, random)},
                definition,
                to.bits(),
                from.bits());
    batch.agreesOnEveryPath(
        (n, dst, sources) -> Adamant.adm_convert(from.code(), to.code(), n, dst, 1, sources[0], 1));
  }

  @Test
  void twoIeeeTypesAreRefused() {
    NativePaths.forEach(
        path ->
            assertThat(
                    Adamant.adm_convert(
                        Adamant.ADM_FLOAT32,
                        Adamant.ADM_FLOAT64,
                        0,
                        MemorySegment.NULL,
                        1,
                        MemorySegment.NULL,
                        1))
                .as(path)
                .isEqualTo(Adamant.ADM_EUNSUPPORTED));
  }
}
