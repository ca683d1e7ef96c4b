package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adamant.memory.DataType;
import dev.adamant.memory.MemoryException;
import dev.adamant.memory.Positions;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StridedCopyTest {

  private static final List<DataType> TYPES =
      List.of(
          DataType.of(Format.POSIT8),
          DataType.of(Format.BPOSIT16),
          DataType.FLOAT32,
          DataType.of(Format.POSIT64),
          DataType.quire(Format.POSIT8),
          DataType.quire(Format.BPOSIT16));

  private final Region region = Region.open("lab", 1L << 30);
  private final SplittableRandom random = new SplittableRandom(5);

  @AfterEach
  void close() {
    region.close();
  }

  /** Against one element after the other; what lies between the elements is left alone. */
  @Test
  void copiesBetweenAnyLayouts() {
    int runs = 0;
    for (int i = 0; i < 2000; i++) {
      DataType type = TYPES.get(random.nextInt(TYPES.size()));
      long[] shape = shape();
      Tensor from = view(type, true, shape);
      Tensor to = view(type, false, shape);
      byte[] expected = bytes(to);
      byte[] operand = bytes(from);
      copyOneByOne(from, to, operand, expected);

      StridedCopy.copy(from, to);

      assertThat(bytes(to)).as("%s to %s", from, to).isEqualTo(expected);
      assertThat(bytes(from)).isEqualTo(operand);
      runs += from.count() > 1 && from.isContiguous() && to.isContiguous() ? 1 : 0;
    }
    assertThat(runs).isGreaterThan(100);
  }

  @Test
  void equalLayoutsAreCopiedInRunsHoweverTheyLie() {
    Tensor from = filled(DataType.FLOAT32, 3, 4, 5);
    Tensor to = filled(DataType.FLOAT32, 3, 4, 5);

    assertThat(runs(from, to)).isOne();
    assertThat(runs(from.transpose(0, 2), to.transpose(0, 2))).isOne();
    assertThat(runs(from.slice(2, 0, 5, -1), to.slice(2, 0, 5, -1))).isOne();
    assertThat(runs(from.slice(1, 1, 3), to.slice(1, 0, 2))).isEqualTo(3);
    assertThat(runs(from.slice(2, 1, 3), to.slice(2, 0, 2))).isEqualTo(12);
    assertThat(runs(from.select(0, 1).expand(3, 4, 5), to)).isEqualTo(3);
  }

  @Test
  void theSpanHasEveryElement() {
    Tensor tensor = filled(DataType.FLOAT32, 30);

    assertThat(StridedCopy.span(tensor.slice(0, 7, 7))).containsExactly(0, -1);
    assertThat(StridedCopy.span(tensor.slice(0, 7, 20, -3))).containsExactly(7, 19);
    assertThat(StridedCopy.span(tensor.select(0, 9).expand(4, 5))).containsExactly(9, 9);
    for (int i = 0; i < 500; i++) {
      Tensor view = view(DataType.FLOAT32, true, shape());
      long first = Long.MAX_VALUE;
      long last = -1;
      Positions positions = view.positions();
      for (long k = 0; k < view.count(); k++) {
        long at = positions.next();
        first = Math.min(first, at);
        last = Math.max(last, at);
      }
      assertThat(StridedCopy.span(view)).containsExactly(view.count() == 0 ? 0 : first, last);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Tensor tensor = region.tensor(Format.POSIT32, 8);
    Tensor other = region.tensor(Format.POSIT32, 8);

    for (Tensor to : List.of(other.slice(0, 0, 7), region.tensor(DataType.FLOAT32, 8), tensor)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StridedCopy.copy(tensor, to))
          .withMessage(
              tensor
                  + " cannot be copied to "
                  + to
                  + ": type and shape must be equal, the places apart");
    }
    try (Region paper = Region.onPaper("plan")) {
      Tensor nowhere = paper.tensor(Format.POSIT32, 8);
      assertThatExceptionOfType(MemoryException.class)
          .isThrownBy(() -> StridedCopy.copy(tensor, nowhere))
          .withMessageContaining("plan");
    }
  }

  private static int runs(Tensor from, Tensor to) {
    CopyLoops loops = new CopyLoops(from, to);
    int runs = 0;
    do {
      assertThat(loops.isRun()).isTrue();
      runs++;
    } while (loops.next());
    return runs;
  }

  private static void copyOneByOne(Tensor from, Tensor to, byte[] operand, byte[] result) {
    int size = from.type().byteSize();
    Positions source = from.positions();
    Positions target = to.positions();
    for (long k = 0; k < from.count(); k++) {
      System.arraycopy(
          operand, (int) source.next() * size, result, (int) target.next() * size, size);
    }
  }

  private long[] shape() {
    long[] shape = new long[random.nextInt(5)];
    for (int d = 0; d < shape.length; d++) {
      shape[d] = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(4);
    }
    return shape;
  }

  /** Mostly scattered, else contiguous. */
  private Tensor view(DataType type, boolean mayRepeat, long... shape) {
    return random.nextInt(3) == 0
        ? filled(type, shape)
        : Scattered.view(random, backing -> filled(type, backing), mayRepeat, shape);
  }

  private Tensor filled(DataType type, long... shape) {
    Tensor tensor = region.tensor(type, shape);
    byte[] content = new byte[(int) tensor.byteSize()];
    random.nextBytes(content);
    tensor.segment().copyFrom(MemorySegment.ofArray(content));
    return tensor;
  }

  private static byte[] bytes(Tensor tensor) {
    return tensor.block().segment().toArray(ValueLayout.JAVA_BYTE);
  }
}
