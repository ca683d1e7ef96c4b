package dev.adamant.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.number.Format;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks of the answers notice every wrong bit. */
class AnswerCheckTest {
  private static final int LENGTH = 37;

  static List<Format> formats() {
    return Format.standard();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aSingleWrongBitIsNoticed(Format format) {
    SplittableRandom random = new SplittableRandom(7);
    try (Arena arena = Arena.ofConfined()) {
      for (Workload workload : exact(format, arena)) {
        workload.verify();
        MemorySegment results = workload.results();
        for (int i = 0; i < 40; i++) {
          long at = random.nextLong(results.byteSize());
          byte right = results.get(ValueLayout.JAVA_BYTE, at);
          results.set(ValueLayout.JAVA_BYTE, at, (byte) (right ^ 1 << random.nextInt(8)));
          assertThatThrownBy(workload::check)
              .as("%s, byte %d", workload.name(), at)
              .isInstanceOf(WrongAnswerException.class)
              .hasMessageContaining(workload.name());
          results.set(ValueLayout.JAVA_BYTE, at, right);
        }
        assertThatCode(workload::check).doesNotThrowAnyException();
      }
    }
  }

  private static List<Workload> exact(Format format, Arena arena) {
    List<Workload> workloads = new ArrayList<>();
    String path = Native.BEST_PATH;
    for (Distribution d : Distribution.values()) {
      workloads.add(new ExactDot(path, format, d, LENGTH, 4096, arena));
    }
    workloads.add(new ExactProduct(path, format, 5, arena));
    for (ElementwiseOperation operation : ElementwiseOperation.values()) {
      workloads.add(new Elementwise(path, operation, format, LENGTH, arena));
    }
    for (ReferenceOperation operation : ReferenceOperation.values()) {
      workloads.add(new ReferenceLoop(operation, format, LENGTH, arena));
    }
    return workloads;
  }

  @Test
  void everyRowAndEveryColumnOfALargeProductIsLookedAt() {
    int side = 50;
    try (Arena arena = Arena.ofConfined()) {
      Workload product = new ExactProduct(Native.BEST_PATH, Format.BPOSIT32, side, arena);
      product.verify();
      MemorySegment results = product.results();
      int[] right = results.toArray(ValueLayout.JAVA_INT);
      for (int line = 0; line < side; line++) {
        for (int i = 0; i < side; i++) {
          results.setAtIndex(ValueLayout.JAVA_INT, (long) line * side + i, 0);
        }
        assertThatThrownBy(product::check).isInstanceOf(WrongAnswerException.class);
        results.copyFrom(MemorySegment.ofArray(right));
        for (int i = 0; i < side; i++) {
          results.setAtIndex(ValueLayout.JAVA_INT, (long) i * side + line, 0);
        }
        assertThatThrownBy(product::check).isInstanceOf(WrongAnswerException.class);
        results.copyFrom(MemorySegment.ofArray(right));
      }
    }
  }

  @Test
  void aFloatBaselineMustBeASumInSomeOrder() {
    try (Arena arena = Arena.ofConfined()) {
      Workload dot = FloatDot.adamant(LENGTH, 4096, arena);
      dot.verify();
      float right = dot.results().get(ValueLayout.JAVA_FLOAT, 0);
      for (float wrong : new float[] {right + 0.01f, right - 0.01f, Float.NaN}) {
        dot.results().set(ValueLayout.JAVA_FLOAT, 0, wrong);
        assertThatThrownBy(dot::check).isInstanceOf(WrongAnswerException.class);
      }
    }
  }
}
