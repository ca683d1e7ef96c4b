package dev.adamant.target.libadamant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.bindings.Adamant;
import dev.adamant.memory.Elements;
import dev.adamant.number.oracle.Trials;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Operands of an elementwise operation and the answers of the reference to them. */
final class Elementwise {

  private static final int PART = 10_000;
  private static final long SENTINEL = 0x5a5a5a5a5a5a5a5aL;

  /** Calls cycle through the lengths 1 to 70, then take one of this. */
  private static final int LONG_CALL = 5_000;

  private static final int SHORT_CALLS = 70;

  private final String name;
  private final int[] sourceBits;
  private final int resultBits;
  private final long[][] sources;
  private final long[] expected;

  private Elementwise(String name, int count, int resultBits, int... sourceBits) {
    this.name = name;
    this.sourceBits = sourceBits;
    this.resultBits = resultBits;
    this.sources = new long[sourceBits.length][count];
    this.expected = new long[count];
  }

  /** Draws operands of one application of the operation. */
  @FunctionalInterface
  interface Draw {
    long[] operands(SplittableRandom random);
  }

  /** The operands numbered i. */
  @FunctionalInterface
  interface Enumeration {
    long[] operands(int i);
  }

  /** The reference: patterns in, pattern out, sign-extended. */
  @FunctionalInterface
  interface Definition {
    long apply(long[] operands);
  }

  /** A call of the native library on contiguous arrays, which gives its status. */
  @FunctionalInterface
  interface NativeCall {
    int call(long n, MemorySegment dst, MemorySegment[] sources);
  }

  /** Seeded random operands. */
  static Elementwise sampled(
      String name, int count, Draw draw, Definition definition, int resultBits, int... bits) {
    var batch = new Elementwise(name, count, resultBits, bits);
    IntStream.range(0, (count + PART - 1) / PART)
        .parallel()
        .forEach(
            part -> {
              SplittableRandom random = Trials.generator(name, part);
              int end = Math.min(count, (part + 1) * PART);
              for (int i = part * PART; i < end; i++) {
                batch.define(i, draw.operands(random), definition);
              }
            });
    return batch;
  }

  /** All operands of an enumeration. */
  static Elementwise exhaustive(
      String name,
      int count,
      Enumeration operands,
      Definition definition,
      int resultBits,
      int... bits) {
    var batch = new Elementwise(name, count, resultBits, bits);
    IntStream.range(0, count)
        .parallel()
        .forEach(i -> batch.define(i, operands.operands(i), definition));
    return batch;
  }

  /** Checks that every path gives the answers of the reference and writes nothing beside them. */
  void agreesOnEveryPath(NativeCall call) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment[] arrays = new MemorySegment[sources.length];
      for (int s = 0; s < sources.length; s++) {
        arrays[s] = arena.allocate((long) expected.length * sourceBits[s] / 8);
        for (int i = 0; i < expected.length; i++) {
          Elements.set(arrays[s], sourceBits[s] / 8, i, sources[s][i]);
        }
      }
      MemorySegment dst = arena.allocate((expected.length + 1L) * resultBits / 8);
      NativePaths.forEach(
          path -> {
            dst.fill((byte) SENTINEL);
            run(call, dst, arrays);
            for (int i = 0; i < expected.length; i++) {
              long actual = Elements.get(dst, resultBits / 8, i);
              if (actual != expected[i]) {
                throw new AssertionError(difference(path, i, actual));
              }
            }
            assertThat(Elements.get(dst, resultBits / 8, expected.length))
                .as("%s on %s: the element after the last", name, path)
                .isEqualTo(SENTINEL >> (Long.SIZE - resultBits));
          });
    }
  }

  private void define(int i, long[] operands, Definition definition) {
    for (int s = 0; s < sources.length; s++) {
      sources[s][i] = operands[s];
    }
    expected[i] = definition.apply(operands);
  }

  private void run(NativeCall call, MemorySegment dst, MemorySegment[] arrays) {
    MemorySegment[] slices = new MemorySegment[arrays.length];
    int length;
    int turn = 0;
    for (int from = 0; from < expected.length; from += length) {
      turn = turn % (SHORT_CALLS + 1) + 1;
      length = Math.min(turn > SHORT_CALLS ? LONG_CALL : turn, expected.length - from);
      for (int s = 0; s < arrays.length; s++) {
        slices[s] = arrays[s].asSlice((long) from * sourceBits[s] / 8);
      }
      assertThat(call.call(length, dst.asSlice((long) from * resultBits / 8), slices))
          .as("status of %s", name)
          .isEqualTo(Adamant.ADM_OK);
    }
  }

  private String difference(String path, int i, long actual) {
    StringBuilder operands = new StringBuilder();
    for (long[] source : sources) {
      operands.append(' ').append(Trials.hex(source[i]));
    }
    return name
        + operands
        + " on "
        + path
        + " is "
        + Trials.hex(actual)
        + ", must be "
        + Trials.hex(expected[i])
        + " (operand "
        + i
        + ")";
  }
}
