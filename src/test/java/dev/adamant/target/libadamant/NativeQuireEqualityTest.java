package dev.adamant.target.libadamant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import dev.adamant.number.oracle.Trials;
import dev.adamant.target.DataMix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Native quires round, merge and negate as those of the reference do, on every path. */
class NativeQuireEqualityTest {

  private static final int QUIRES = 20_000;

  /** Bits that are left free below the sign, so that two quires merge without overflow. */
  private static final int HEADROOM = 2;

  static Stream<Format> formats() {
    return Format.standard().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void hasTheWordsOfTheReference(Format format) {
    assertThat(Adamant.adm_quire_words(NativeCodes.of(format))).isEqualTo(format.quireWords());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void toPosit(Format format) {
    Quire[] quires = quires(format, "to-posit");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = words(arena, quires);
      for (int stride : new int[] {1, 3, -1}) {
        StridedArray dst =
            StridedArray.vector(arena, format.bits(), format.nar(), quires.length, stride);
        NativePaths.forEach(
            path -> {
              dst.clear();
              int status =
                  Adamant.adm_quire_to_posit(
                      NativeCodes.of(format),
                      quires.length,
                      words,
                      dst.first(),
                      dst.columnStride());
              assertThat(status).isEqualTo(Adamant.ADM_OK);
              for (int i = 0; i < quires.length; i++) {
                assertThat(dst.get(0, i))
                    .as("%s on %s of %s", format, path, quires[i])
                    .isEqualTo(quires[i].toPosit());
              }
              assertThat(dst.strayWrites()).as("stray writes on %s", path).isZero();
            });
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void merge(Format format) {
    Quire[] left = quires(format, "left");
    Quire[] right = quires(format, "right");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment into = words(arena, left);
      MemorySegment from = words(arena, right);
      MemorySegment start = words(arena, left);
      for (int i = 0; i < left.length; i++) {
        left[i].merge(right[i]);
      }
      NativePaths.forEach(
          path -> {
            into.copyFrom(start);
            assertThat(Adamant.adm_quire_merge(NativeCodes.of(format), left.length, into, from))
                .isEqualTo(Adamant.ADM_OK);
            compare(left, into, "merge on " + path);
            compare(right, from, "source of merge on " + path);
          });
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void negate(Format format) {
    Quire[] quires = quires(format, "negate");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = words(arena, quires);
      MemorySegment start = words(arena, quires);
      for (Quire quire : quires) {
        quire.negate();
      }
      NativePaths.forEach(
          path -> {
            words.copyFrom(start);
            assertThat(Adamant.adm_quire_negate(NativeCodes.of(format), quires.length, words))
                .isEqualTo(Adamant.ADM_OK);
            compare(quires, words, "negate on " + path);
          });
    }
  }

  private static void compare(Quire[] expected, MemorySegment words, String what) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(QuireWords.get(words, expected[i].format(), i))
          .as("%s, %s, quire %s", expected[i].format(), what, i)
          .isEqualTo(expected[i].toBytes());
    }
  }

  private static MemorySegment words(Arena arena, Quire[] quires) {
    MemorySegment words = arena.allocate(quires.length * QuireWords.bytes(quires[0].format()), 8);
    for (int i = 0; i < quires.length; i++) {
      QuireWords.set(words, i, quires[i]);
    }
    return words;
  }

  /** Zero, NaR, sums of two products, and integers with runs of equal bits anywhere. */
  private static Quire[] quires(Format format, String name) {
    SplittableRandom random = Trials.generator(name + " " + format, 0);
    Quire[] quires = new Quire[QUIRES];
    for (int i = 0; i < quires.length; i++) {
      quires[i] =
          switch (random.nextInt(16)) {
            case 0 -> new Quire(format);
            case 1 -> ofProducts(format, DataMix.EXTREME, random);
            case 2, 3 -> ofProducts(format, DataMix.BIASED, random);
            case 4 -> {
              Quire nar = new Quire(format);
              nar.add(format.nar());
              yield nar;
            }
            default -> ofRuns(format, random);
          };
    }
    return quires;
  }

  private static Quire ofProducts(Format format, DataMix mix, SplittableRandom random) {
    Quire quire = new Quire(format);
    quire.addProduct(mix.draw(format, random), mix.draw(format, random));
    quire.subtractProduct(mix.draw(format, random), mix.draw(format, random));
    return quire;
  }

  private static Quire ofRuns(Format format, SplittableRandom random) {
    int bits = format.quireBits() - HEADROOM;
    BigInteger value = BigInteger.ZERO;
    for (int runs = random.nextInt(1, 5); runs > 0; runs--) {
      BigInteger run = BigInteger.ONE.shiftLeft(random.nextInt(bits));
      value = random.nextBoolean() ? value.xor(run) : value.xor(run.subtract(BigInteger.ONE));
    }
    value = random.nextBoolean() ? value : value.negate();
    byte[] bytes = new byte[(int) QuireWords.bytes(format)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = value.shiftRight(8 * i).byteValue();
    }
    return Quire.fromBytes(format, bytes);
  }
}
