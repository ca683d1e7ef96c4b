package dev.adamant.target.libadamant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.oracle.Trials;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.DataMix;
import dev.adamant.target.UnaryOperation;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elementwise operations take any strides, write only their elements, and work in place. */
class NativeStrideEqualityTest {

  private static final int[] SOURCE_STRIDES = {1, 1, 0, 2, 3, -1, -2};
  private static final int[] RESULT_STRIDES = {1, 1, 2, 3, -1, -2};
  private static final int LONGEST = 140;
  private static final int ROUNDS = 150;

  static Stream<Format> formats() {
    return Format.standard().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void elementwiseByStrides(Format format) {
    SplittableRandom random = Trials.generator("strides " + format, 0);
    for (int round = 0; round < ROUNDS; round++) {
      try (Arena arena = Arena.ofConfined()) {
        new Case(arena, format, random).agreesOnEveryPath();
      }
    }
  }

  /** Three sources, and one operation of each kind on them. */
  private static final class Case {
    private final Arena arena;
    private final Format format;
    private final int code;
    private final int n;
    private final SplittableRandom random;
    private final StridedArray a;
    private final StridedArray b;
    private final StridedArray c;

    Case(Arena arena, Format format, SplittableRandom random) {
      this.arena = arena;
      this.format = format;
      this.code = NativeCodes.of(format);
      this.n = random.nextInt(LONGEST + 1);
      this.random = random;
      this.a = source();
      this.b = source();
      this.c = source();
    }

    void agreesOnEveryPath() {
      map(any(UnaryOperation.values()));
      zip(any(BinaryOperation.values()));
      fma();
      convert(any(ElementType.all().toArray(ElementType[]::new)));
    }

    private void map(UnaryOperation op) {
      IntToLongFunction expected = i -> op.define(format, a.get(0, i));
      int id = NativeCodes.of(op);
      apart(
          op + " of " + a,
          format.bits(),
          expected,
          dst ->
              Adamant.adm_map(
                  id, code, n, dst.first(), dst.columnStride(), a.first(), a.columnStride()));
      inPlace(
          op + " in place",
          a,
          expected,
          x ->
              Adamant.adm_map(
                  id, code, n, x.first(), x.columnStride(), x.first(), x.columnStride()));
    }

    private void zip(BinaryOperation op) {
      IntToLongFunction expected = i -> op.define(format, a.get(0, i), b.get(0, i));
      apart(op + " of " + a + " and " + b, format.bits(), expected, dst -> zip(op, dst, a, b));
      inPlace(op + " in place of the first", a, expected, x -> zip(op, x, x, b));
      inPlace(op + " in place of the second", b, expected, x -> zip(op, x, a, x));
    }

    private void fma() {
      IntToLongFunction expected = i -> Posit.fma(format, a.get(0, i), b.get(0, i), c.get(0, i));
      apart(
          "fma of " + a + " and " + b + " and " + c,
          format.bits(),
          expected,
          dst -> fma(dst, a, b, c));
      inPlace("fma in place of the first", a, expected, x -> fma(x, x, b, c));
      inPlace("fma in place of the second", b, expected, x -> fma(x, a, x, c));
      inPlace("fma in place of the third", c, expected, x -> fma(x, a, b, x));
    }

    private void convert(ElementType to) {
      ElementType from = ElementType.of(format);
      IntToLongFunction expected = i -> from.convert(to, a.get(0, i));
      apart(
          "convert " + a + " to " + to,
          to.bits(),
          expected,
          dst ->
              Adamant.adm_convert(
                  code,
                  to.code(),
                  n,
                  dst.first(),
                  dst.columnStride(),
                  a.first(),
                  a.columnStride()));
      if (to.bits() == format.bits()) {
        inPlace(
            "convert in place to " + to,
            a,
            expected,
            x ->
                Adamant.adm_convert(
                    code, to.code(), n, x.first(), x.columnStride(), x.first(), x.columnStride()));
      }
    }

    private int zip(BinaryOperation op, StridedArray dst, StridedArray x, StridedArray y) {
      return Adamant.adm_zip(
          NativeCodes.of(op),
          code,
          n,
          dst.first(),
          dst.columnStride(),
          x.first(),
          x.columnStride(),
          y.first(),
          y.columnStride());
    }

    private int fma(StridedArray dst, StridedArray x, StridedArray y, StridedArray z) {
      return Adamant.adm_fma(
          code,
          n,
          dst.first(),
          dst.columnStride(),
          x.first(),
          x.columnStride(),
          y.first(),
          y.columnStride(),
          z.first(),
          z.columnStride());
    }

    private void apart(
        String what, int bits, IntToLongFunction expected, ToIntFunction<StridedArray> call) {
      StridedArray dst = StridedArray.vector(arena, bits, format.nar(), n, stride(RESULT_STRIDES));
      check(what + " into " + dst, dst, new long[0], expected, call);
    }

    /** The destination holds what the source it replaces holds. */
    private void inPlace(
        String what,
        StridedArray source,
        IntToLongFunction expected,
        ToIntFunction<StridedArray> call) {
      long[] elements = IntStream.range(0, n).mapToLong(i -> source.get(0, i)).toArray();
      StridedArray dst =
          StridedArray.vector(arena, format.bits(), format.nar(), n, stride(RESULT_STRIDES));
      check(what + " " + dst, dst, elements, expected, call);
    }

    private void check(
        String what,
        StridedArray dst,
        long[] before,
        IntToLongFunction expected,
        ToIntFunction<StridedArray> call) {
      NativePaths.forEach(
          path -> {
            dst.clear();
            dst.fill(before);
            String where = format + " " + what + " on " + path;
            assertThat(call.applyAsInt(dst)).as(where).isEqualTo(Adamant.ADM_OK);
            for (int i = 0; i < n; i++) {
              assertThat(Trials.hex(dst.get(0, i)))
                  .as("%s, element %s", where, i)
                  .isEqualTo(Trials.hex(expected.applyAsLong(i)));
            }
            assertThat(dst.strayWrites()).as("stray writes of %s", where).isZero();
          });
    }

    private StridedArray source() {
      long[] elements = any(DataMix.values()).draw(format, n, random);
      return StridedArray.vector(arena, format.bits(), format.nar(), n, stride(SOURCE_STRIDES))
          .fill(elements);
    }

    private int stride(int[] strides) {
      return strides[random.nextInt(strides.length)];
    }

    private <T> T any(T[] values) {
      return values[random.nextInt(values.length)];
    }
  }
}
