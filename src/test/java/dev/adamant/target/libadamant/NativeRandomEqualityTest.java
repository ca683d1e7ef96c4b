package dev.adamant.target.libadamant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;
import dev.adamant.number.Philox;
import dev.adamant.number.Posit;
import dev.adamant.number.RandomValues;
import dev.adamant.target.DataMix;
import dev.adamant.target.Distribution;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Native random elements and extrema give the bits of the reference on every path. */
class NativeRandomEqualityTest {

  private static final int COUNT = 20_000;
  private static final long SEED = 0x8765_4321_0fed_cba9L;

  static Stream<ElementType> types() {
    return ElementType.all().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void random(ElementType type) {
    long[] firsts = {0, 3, (1L << 34) - 5, Long.MAX_VALUE - COUNT};
    for (Distribution distribution : Distribution.values()) {
      for (int i = 0; i < firsts.length; i++) {
        long first = firsts[i];
        int count = i == 0 ? COUNT : 100;
        long[] expected = new long[count];
        for (int e = 0; e < count; e++) {
          expected[e] = define(distribution, type, Philox.word(SEED, -7, i, first + e));
        }
        checkRandom(distribution, type, i, first, expected);
      }
    }
  }

  private static void checkRandom(
      Distribution distribution, ElementType type, int step, long first, long[] expected) {
    int count = expected.length;
    NativePaths.forEach(
        path -> {
          try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate((long) count * type.bits() / 8);
            int code = NativeCodes.of(distribution);
            assertThat(Adamant.adm_random(code, type.code(), count, out, 1, SEED, -7, step, first))
                .isZero();
            long[] actual = new long[count];
            Arrays.setAll(actual, e -> read(out, type.bits(), e));
            assertThat(actual)
                .as("%s: %s %s from %d", path, type, distribution, first)
                .isEqualTo(expected);
          }
        });
  }

  /** The definition, sign-extended. */
  private static long define(Distribution distribution, ElementType type, int u) {
    double value =
        switch (distribution) {
          case SIGN -> RandomValues.sign(u);
          case UNIFORM -> RandomValues.uniform(u);
          case NORMAL -> RandomValues.normal(u);
        };
    if (type.equals(ElementType.FLOAT32)) {
      return Float.floatToRawIntBits((float) value);
    }
    return type.equals(ElementType.FLOAT64)
        ? Double.doubleToRawLongBits(value)
        : Posit.fromDouble(type.format(), value);
  }

  static Stream<Format> formats() {
    return Format.standard().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void extremum(Format format) {
    SplittableRandom random = new SplittableRandom(SEED);
    int bytes = format.bits() / 8;
    for (int count : new int[] {0, 1, 13, 207, 4098}) {
      for (DataMix mix : DataMix.values()) {
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment a = arena.allocate((long) count * bytes + bytes);
          long greatest = format.nar();
          long least = format.nar();
          for (int i = 0; i < count; i++) {
            long x = mix.draw(format, random);
            write(a, format.bits(), i, x);
            greatest = i == 0 ? x : Posit.max(format, greatest, x);
            least = i == 0 ? x : Posit.min(format, least, x);
          }
          checkExtremum(Adamant.ADM_MAX, format, count, a, greatest);
          checkExtremum(Adamant.ADM_MIN, format, count, a, least);
        }
      }
    }
  }

  private static void checkExtremum(
      int operation, Format format, int count, MemorySegment a, long expected) {
    MemorySegment out = a.asSlice((long) count * format.bits() / 8);
    NativePaths.forEach(
        path -> {
          int code = NativeCodes.of(format);
          assertThat(Adamant.adm_extremum(operation, code, count, a, 1, out)).isZero();
          assertThat(read(out, format.bits(), 0))
              .as("%s: extremum %d of %d %s", path, operation, count, format)
              .isEqualTo(expected);
        });
  }

  private static long read(MemorySegment memory, int bits, long index) {
    return switch (bits) {
      case 8 -> memory.getAtIndex(ValueLayout.JAVA_BYTE, index);
      case 16 -> memory.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index);
      case 32 -> memory.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index);
      default -> memory.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index);
    };
  }

  private static void write(MemorySegment memory, int bits, long index, long value) {
    switch (bits) {
      case 8 -> memory.setAtIndex(ValueLayout.JAVA_BYTE, index, (byte) value);
      case 16 -> memory.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index, (short) value);
      case 32 -> memory.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index, (int) value);
      default -> memory.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index, value);
    }
  }
}
