package dev.adamant.target.libadamant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import dev.adamant.number.oracle.Trials;
import dev.adamant.target.DataMix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Native dot products and sums leave the quire of the reference on every path, in every word. */
class NativeDotEqualityTest {

  /** Every length up to this, since paths treat the ends of an array apart. */
  private static final int SHORT = 70;

  /** Around the sizes at which a path may start another block, and beyond any of them. */
  private static final int[] LONG = {
    127, 128, 129, 255, 257, 1000, 1023, 1025, 2047, 4095, 4096, 4097, 8191, 8193, 10_000, 70_001
  };

  private static final int[] STRIDES = {1, 1, 1, 1, 0, 2, 3, -1, -2};

  /** How the terms of one product belong together. */
  enum Shape {
    /** Not at all. */
    PLAIN,
    /** The second half takes away the first, all but a few terms. */
    CANCELLING,
    /** One product many times, so that accumulators fill as fast as they can. */
    REPEATED
  }

  static Stream<Arguments> mixes() {
    return Format.standard().stream()
        .flatMap(
            format ->
                Stream.of(DataMix.values())
                    .flatMap(
                        mix ->
                            Stream.of(Shape.values()).map(shape -> arguments(format, mix, shape))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("mixes")
  void dotAndSum(Format format, DataMix mix, Shape shape) {
    String name = "dot " + format + " " + mix + " " + shape;
    SplittableRandom random = Trials.generator(name, 0);
    for (int n = 0; n <= SHORT; n++) {
      check(name, format, terms(format, mix, shape, n, random), random);
    }
    for (int n : LONG) {
      check(name, format, terms(format, mix, shape, n, random), random);
    }
  }

  private static void check(String name, Format format, long[][] terms, SplittableRandom random) {
    int n = terms[0].length;
    int code = NativeCodes.of(format);
    Quire start = start(format, random);
    Quire dot = QuireWords.copy(start);
    Quire sum = QuireWords.copy(start);
    try (Arena arena = Arena.ofConfined()) {
      StridedArray a = vector(arena, format, terms[0], random);
      StridedArray b = vector(arena, format, terms[1], random);
      for (int i = 0; i < n; i++) {
        dot.addProduct(a.get(0, i), b.get(0, i));
        sum.add(a.get(0, i));
      }
      MemorySegment quire = arena.allocate(QuireWords.bytes(format), 8);
      NativePaths.forEach(
          path -> {
            String what = name + ", " + a + " and " + b + " on " + path;
            QuireWords.set(quire, 0, start);
            int status =
                Adamant.adm_dot(
                    code, n, a.first(), a.columnStride(), b.first(), b.columnStride(), quire);
            assertThat(status).as(what).isEqualTo(Adamant.ADM_OK);
            assertThat(QuireWords.get(quire, format, 0)).as(what).isEqualTo(dot.toBytes());

            QuireWords.set(quire, 0, start);
            status = Adamant.adm_sum(code, n, a.first(), a.columnStride(), quire);
            assertThat(status).as("sum: " + what).isEqualTo(Adamant.ADM_OK);
            assertThat(QuireWords.get(quire, format, 0))
                .as("sum: " + what)
                .isEqualTo(sum.toBytes());
          });
    }
  }

  /** The addend that is in the quire already: zero, or what is left of other products. */
  private static Quire start(Format format, SplittableRandom random) {
    Quire start = new Quire(format);
    for (int i = random.nextInt(4); i > 0; i--) {
      start.addProduct(DataMix.WIDE.draw(format, random), DataMix.WIDE.draw(format, random));
    }
    return start;
  }

  private static StridedArray vector(
      Arena arena, Format format, long[] elements, SplittableRandom random) {
    int stride = STRIDES[random.nextInt(STRIDES.length)];
    return StridedArray.vector(arena, format.bits(), format.nar(), elements.length, stride)
        .fill(elements);
  }

  private static long[][] terms(
      Format format, DataMix mix, Shape shape, int n, SplittableRandom random) {
    long[] a = mix.draw(format, n, random);
    long[] b = mix.draw(format, n, random);
    switch (shape) {
      case PLAIN -> {}
      case CANCELLING -> {
        int half = n / 2;
        for (int i = 0; i < half; i++) {
          if (random.nextInt(half) > 3) {
            a[half + i] = -a[half - 1 - i];
            b[half + i] = b[half - 1 - i];
          }
        }
      }
      case REPEATED -> {
        Arrays.fill(a, n == 0 ? 0 : a[0]);
        Arrays.fill(b, n == 0 ? 0 : b[0]);
      }
    }
    return new long[][] {a, b};
  }
}
