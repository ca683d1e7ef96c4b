package dev.adamant.target.libadamant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import dev.adamant.number.oracle.Trials;
import dev.adamant.target.DataMix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Native matrix products give the bits of the reference on every path. */
class NativeMatmulEqualityTest {

  private static final int RANDOM_SHAPES = 60;
  private static final int LARGEST = 70;
  private static final long GUARD_BYTES = 64;
  private static final byte GUARD = 0x5a;

  /** Rows, columns and terms: nothing, one of each, and long sums between the random shapes. */
  private static final int[][] SHAPES = {
    {0, 3, 2},
    {3, 0, 2},
    {3, 2, 0},
    {1, 1, 1},
    {1, 1, 5000},
    {1, 70, 1},
    {70, 1, 1},
    {1, 33, 17},
    {33, 1, 17},
    {2, 3, 4097},
    {5, 4, 1025},
    {8, 8, 513},
    {64, 64, 64},
    {129, 5, 7},
    {5, 259, 7}
  };

  /** What the call is given besides the two factors. */
  private enum Addend {
    NONE,
    ROUNDED,
    UNROUNDED
  }

  static Stream<Format> formats() {
    return Format.standard().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void matmul(Format format) {
    SplittableRandom random = Trials.generator("matmul " + format, 0);
    for (int[] shape : SHAPES) {
      for (Addend addend : Addend.values()) {
        check(format, shape[0], shape[1], shape[2], addend, random);
      }
    }
    for (int i = 0; i < RANDOM_SHAPES; i++) {
      check(
          format,
          random.nextInt(1, LARGEST + 1),
          random.nextInt(1, LARGEST + 1),
          random.nextInt(1, LARGEST + 1),
          Addend.values()[random.nextInt(Addend.values().length)],
          random);
    }
  }

  private static void check(
      Format format, int m, int n, int k, Addend addend, SplittableRandom random) {
    try (Arena arena = Arena.ofConfined()) {
      new Product(arena, format, m, n, k, addend, random).agreesOnEveryPath();
    }
  }

  /** One product: its operands in memory, and the sums of the reference. */
  private static final class Product {
    private final Format format;
    private final int m;
    private final int n;
    private final int k;
    private final Addend addend;
    private final StridedArray a;
    private final StridedArray b;
    private final StridedArray c;
    private final Quire[] start;
    private final Quire[] sums;
    private final MemorySegment quires;
    private final MemorySegment workspace;
    private final long workspaceBytes;

    Product(
        Arena arena, Format format, int m, int n, int k, Addend addend, SplittableRandom random) {
      this.format = format;
      this.m = m;
      this.n = n;
      this.k = k;
      this.addend = addend;
      a = factor(arena, format, m, k, random);
      b = factor(arena, format, k, n, random);
      c = StridedArray.matrix(arena, format.bits(), format.nar(), m, n, random);
      start = new Quire[m * n];
      sums = new Quire[m * n];
      sum(random);
      quires = arena.allocate(Math.max(1, start.length) * QuireWords.bytes(format), 8);
      workspaceBytes = Adamant.adm_matmul_workspace(NativeCodes.of(format), m, n, k);
      assertThat(workspaceBytes).as("workspace of %s", this).isNotNegative();
      workspace = arena.allocate(workspaceBytes + GUARD_BYTES, 64);
    }

    void agreesOnEveryPath() {
      NativePaths.forEach(
          path -> {
            prepare();
            assertThat(call()).as("%s on %s", this, path).isEqualTo(Adamant.ADM_OK);
            for (int i = 0; i < sums.length; i++) {
              compare(i, path);
            }
            assertThat(c.strayWrites()).as("stray writes of %s on %s", this, path).isZero();
            assertThat(workspace.asSlice(workspaceBytes).toArray(ValueLayout.JAVA_BYTE))
                .as("behind the workspace of %s on %s", this, path)
                .containsOnly(GUARD);
          });
    }

    private void sum(SplittableRandom random) {
      for (int i = 0; i < m * n; i++) {
        start[i] = new Quire(format);
        if (addend != Addend.NONE && random.nextBoolean()) {
          start[i].addProduct(DataMix.WIDE.draw(format, random), DataMix.WIDE.draw(format, random));
        }
        sums[i] = QuireWords.copy(start[i]);
        for (int t = 0; t < k; t++) {
          sums[i].addProduct(a.get(i / n, t), b.get(t, i % n));
        }
      }
    }

    private void prepare() {
      c.clear();
      workspace.fill(GUARD);
      for (int i = 0; i < start.length; i++) {
        QuireWords.set(quires, i, start[i]);
      }
    }

    private int call() {
      return Adamant.adm_matmul(
          NativeCodes.of(format),
          m,
          n,
          k,
          a.first(),
          a.rowStride(),
          a.columnStride(),
          b.first(),
          b.rowStride(),
          b.columnStride(),
          addend == Addend.NONE ? MemorySegment.NULL : quires,
          addend == Addend.UNROUNDED ? MemorySegment.NULL : c.first(),
          c.rowStride(),
          c.columnStride(),
          workspace,
          workspaceBytes);
    }

    private void compare(int i, String path) {
      Quire left = addend == Addend.UNROUNDED ? sums[i] : start[i];
      long rounded = addend == Addend.UNROUNDED ? format.nar() : sums[i].toPosit();
      byte[] words = QuireWords.get(quires, format, i);
      long pattern = c.get(i / n, i % n);
      if (pattern != rounded || !Arrays.equals(words, left.toBytes())) {
        String what = this + " on " + path + ", element " + i / n + "," + i % n;
        assertThat(Trials.hex(pattern)).as(what).isEqualTo(Trials.hex(rounded));
        assertThat(words).as("quire of " + what).isEqualTo(left.toBytes());
      }
    }

    private static StridedArray factor(
        Arena arena, Format format, int rows, int columns, SplittableRandom random) {
      DataMix[] mixes = DataMix.values();
      long[] elements = mixes[random.nextInt(mixes.length)].draw(format, rows * columns, random);
      int bits = format.bits();
      StridedArray array =
          random.nextInt(10) == 0
              ? StridedArray.broadcast(arena, bits, format.nar(), rows, columns, random)
              : StridedArray.matrix(arena, bits, format.nar(), rows, columns, random);
      return array.fill(elements);
    }

    @Override
    public String toString() {
      return format + " " + a + " times " + b + " into " + c + " with addend " + addend;
    }
  }
}
