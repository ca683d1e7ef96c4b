package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Distribution;
import dev.adamant.target.Kernel;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AmountTest {

  private static final DataType POSIT = DataType.of(Format.POSIT32);
  private static final DataType QUIRE = DataType.quire(Format.POSIT32);

  private final Region region = Region.onPaper("lab");

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void ofEveryKernel() {
    Tensor x = posits(3, 4);
    Tensor y = posits(3, 4);
    Tensor z = region.tensor(DataType.FLOAT32, 3, 4);

    assertThat(Amount.of(new Work.Map(UnaryOperation.EXP, x, y)))
        .isEqualTo(new Amount(Kernel.MAP, "exp", POSIT, POSIT, "rr", 1, 1, 12, 1, 1));
    assertThat(Amount.of(new Work.Zip(BinaryOperation.MUL, x, x, y)))
        .isEqualTo(new Amount(Kernel.ZIP, "mul", POSIT, POSIT, "rrr", 1, 1, 12, 1, 1));
    assertThat(Amount.of(new Work.Fma(x, x, y, y)))
        .isEqualTo(new Amount(Kernel.FMA, "", POSIT, POSIT, "rrrr", 1, 1, 12, 1, 1));
    assertThat(Amount.of(new Work.Reduce(ReduceOperation.MAX, posits(3), y)))
        .isEqualTo(new Amount(Kernel.REDUCE, "max", POSIT, POSIT, "rr", 1, 1, 3, 1, 4));
    assertThat(Amount.of(new Work.Random(Distribution.NORMAL, x, 1, 2, 3, 4)))
        .isEqualTo(new Amount(Kernel.RANDOM, "normal", POSIT, POSIT, "r", 1, 1, 12, 1, 1));
    assertThat(Amount.of(new Work.Convert(z, x)))
        .isEqualTo(new Amount(Kernel.CONVERT, "", POSIT, DataType.FLOAT32, "rr", 1, 1, 12, 1, 1));
    assertThat(Amount.of(new Work.Copy(x, y)))
        .isEqualTo(new Amount(Kernel.COPY, "", POSIT, POSIT, "rr", 1, 1, 12, 1, 1));
  }

  @Test
  void ofSums() {
    Tensor quires = region.tensor(QUIRE, 5, 2, 3, 4);
    Work.Term one = new Work.Term(posits(5, 2, 3, 7), posits(5, 2, 7, 4), false);
    Work.Term two = new Work.Term(one.a(), posits(5, 2, 4, 7).transpose(-1, -2), true);

    Amount amount = Amount.of(new Work.Contract(quires, List.of(two, two), quires));
    assertThat(amount)
        .isEqualTo(new Amount(Kernel.CONTRACT, "", POSIT, QUIRE, "rrcr", 2, 10, 3, 4, 14));
    assertThat(amount.operations()).isEqualTo(10 * 3 * 4 * 14);
    assertThat(amount.family()).isEqualTo("contract posit32 > quire(posit32) rrcr");
    assertThat(Amount.of(new Work.Contract(quires, List.of(one, two), null)).layout())
        .isEqualTo("rrx");
    assertThat(
            Amount.of(new Work.Reduce(ReduceOperation.SUM, quires, posits(5, 2, 3, 4, 6), quires))
                .family())
        .isEqualTo("reduce sum posit32 > quire(posit32) rrr");
  }

  @Test
  void sizesAloneMakeNoFamily() {
    Amount small = exp(posits(3, 4));
    Amount large = exp(posits(300, 4));

    assertThat(small).isNotEqualTo(large).isEqualTo(exp(posits(12)));
    assertThat(small.family()).isEqualTo("map exp posit32 > posit32 rr").isEqualTo(large.family());
    assertThat(exp(posits(4, 3).transpose(0, 1)).family())
        .isEqualTo("map exp posit32 > posit32 cc");
  }

  @Test
  void layouts() {
    Tensor matrix = posits(8, 6);

    assertLayout("r", matrix);
    assertLayout("r", matrix.slice(1, 1, 3));
    assertLayout("r", matrix.slice(0, 0, 8, -2));
    assertLayout("c", matrix.transpose(0, 1));
    assertLayout("c", matrix.expand(5, 8, 6).transpose(1, 2));
    assertLayout("r", matrix.select(0, 1));
    assertLayout("x", matrix.select(1, 1));
    assertLayout("x", matrix.slice(1, 0, 6, 2));
    assertLayout("x", matrix.slice(1, 0, 6, -1));
    assertLayout("x", matrix.reshape(2, 4, 6).transpose(0, 2));
    assertLayout("s", matrix.select(0, 1).select(0, 1).expand(4, 5));
    assertLayout("r", matrix.select(0, 1).expand(4, 6));
    assertLayout("x", matrix.slice(1, 0, 1).expand(8, 6));
    assertLayout("r", matrix.select(0, 1).select(0, 1));
    assertLayout("r", matrix.reshape(48, 1));
    assertLayout("r", matrix.slice(0, 0, 0).transpose(0, 1));
  }

  private void assertLayout(String letter, Tensor a) {
    Tensor out = region.tensor(a.type(), a.shape());
    assertThat(Amount.of(new Work.Convert(out, a)).layout())
        .as(a.toString())
        .isEqualTo("r" + letter);
  }

  private static Amount exp(Tensor a) {
    return Amount.of(new Work.Map(UnaryOperation.EXP, a, a));
  }

  private Tensor posits(long... shape) {
    return region.tensor(POSIT, shape);
  }
}
