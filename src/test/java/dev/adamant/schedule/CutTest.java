package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Distribution;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CutTest {

  private static final DataType POSIT = DataType.of(Format.POSIT32);
  private static final DataType QUIRE = DataType.quire(Format.POSIT32);

  private final Region region = Region.onPaper("lab");

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void theOutermostDimensionOfEnoughSlicesIsFirst() {
    assertThat(Cut.of(product(POSIT, 1, 512, 64)))
        .containsExactly(cut(Axis.ROWS, 1, 512), cut(Axis.COLUMNS, 2, 64), depth(9));
    assertThat(Cut.of(product(POSIT, 2, 512, 64)))
        .containsExactly(
            cut(Axis.ROWS, 1, 512), cut(Axis.COLUMNS, 2, 64), cut(Axis.BATCH, 0, 2), depth(9));
    assertThat(Cut.of(product(POSIT, 3, 32, 8, 7)))
        .containsExactly(
            cut(Axis.BATCH, 1, 32),
            cut(Axis.ROWS, 2, 8),
            cut(Axis.COLUMNS, 3, 7),
            cut(Axis.BATCH, 0, 3),
            depth(9));
    assertThat(Cut.of(product(POSIT, 1, 1))).containsExactly(depth(9));
    assertThat(Cut.of(product(POSIT, 0, 5))).isEmpty();
  }

  @Test
  void outermostIsWhatHasTheLongestStrideInTheResult() {
    Tensor out = region.tensor(POSIT, 64, 128).transpose(0, 1);
    Work work = new Work.Contract(out, region.tensor(POSIT, 128, 9), region.tensor(POSIT, 9, 64));

    assertThat(Cut.of(work))
        .containsExactly(cut(Axis.COLUMNS, 1, 64), cut(Axis.ROWS, 0, 128), depth(9));
    assertThat(Cut.of(new Work.Map(UnaryOperation.EXP, out, out)))
        .containsExactly(cut(Axis.ELEMENTS, 1, 64), cut(Axis.ELEMENTS, 0, 128));
  }

  @Test
  void whatMustBeContiguousIsDividedAlongItsFirstDimensionAlone() {
    Tensor patterns = region.tensor(POSIT, 1, 3, 64);
    Tensor quires = region.tensor(QUIRE, 1, 3, 64);
    Tensor a = region.tensor(POSIT, 1, 3, 64, 9);
    Cut first = cut(Axis.ELEMENTS, 1, 3);

    assertThat(Cut.of(product(QUIRE, 1, 512, 64)))
        .containsExactly(cut(Axis.ROWS, 1, 512), depth(9));
    assertThat(Cut.of(product(QUIRE, 2, 512, 64))).containsExactly(cut(Axis.BATCH, 0, 2), depth(9));
    assertThat(Cut.of(new Work.Zip(BinaryOperation.ADD, quires, quires, quires)))
        .containsExactly(first);
    assertThat(Cut.of(new Work.Convert(quires, patterns))).containsExactly(first);
    assertThat(Cut.of(new Work.Convert(patterns, quires))).containsExactly(first);
    assertThat(Cut.of(new Work.Reduce(ReduceOperation.SUM, patterns, a, quires)))
        .containsExactly(first, depth(9));
    assertThat(Cut.of(new Work.Copy(patterns, region.tensor(POSIT, 1, 3, 64))))
        .containsExactly(first);
    assertThat(Cut.of(new Work.Random(Distribution.SIGN, patterns, 1, 2, 3, 4)))
        .containsExactly(first);
  }

  @Test
  void onlyExactSumsHaveADepth() {
    Tensor a = region.tensor(POSIT, 9);
    Tensor floats = region.tensor(DataType.FLOAT32, 9);
    Tensor one = region.tensor(POSIT);
    Tensor oneFloat = region.tensor(DataType.FLOAT32);

    assertThat(Cut.of(new Work.Reduce(ReduceOperation.SUM, one, a))).containsExactly(depth(9));
    assertThat(Cut.of(new Work.Reduce(ReduceOperation.MAX, one, a))).isEmpty();
    assertThat(Cut.of(new Work.Reduce(ReduceOperation.SUM, oneFloat, floats))).isEmpty();
    assertThat(Cut.of(new Work.Reduce(ReduceOperation.SUM, one, a.slice(0, 3, 4)))).isEmpty();
    assertThat(Cut.of(product(DataType.FLOAT32, 1, 1))).isEmpty();
    assertThat(Cut.of(new Work.Map(UnaryOperation.NEG, one, one))).isEmpty();
  }

  @Test
  void aPartialSumHasTheTermsOfItsRangeAlone() {
    Tensor out = region.tensor(QUIRE, 2, 3);
    List<Work.Term> terms = List.of(term(5, false), term(0, true), term(4, true), term(6, false));
    Work work = new Work.Contract(out, terms, out);
    Cut cut = Cut.of(work).getLast();
    Tensor quires = region.tensor(QUIRE, 2, 3);

    assertThat(cut).isEqualTo(depth(15));
    Work.Contract part = (Work.Contract) cut.partialSum(work, quires, 3, 10);
    assertThat(part.addend()).isNull();
    assertThat(part.out()).isSameAs(quires);
    assertThat(part.terms()).hasSize(3);
    assertThat(part.terms()).extracting(Work.Term::negated).containsExactly(false, true, false);
    assertThat(part.terms()).extracting(t -> t.a().size(-1)).containsExactly(2L, 4L, 1L);
    assertThat(part.terms().getFirst().a().isSameAs(terms.getFirst().a().slice(1, 3, 5))).isTrue();
    assertThat(part.terms().getFirst().b().isSameAs(terms.getFirst().b().slice(0, 3, 5))).isTrue();
    assertThat(Cut.merge(work, List.of(quires)))
        .containsExactly(new Work.Zip(BinaryOperation.ADD, out, quires, out));
  }

  @Test
  void partialSumsAreRoundedOnceOrLeftExact() {
    Tensor one = region.tensor(QUIRE, 2, 3);
    Tensor two = region.tensor(QUIRE, 2, 3);
    Work rounded = product(POSIT, 2, 3);
    Work exact = product(QUIRE, 2, 3);
    Work sum = new Work.Zip(BinaryOperation.ADD, one, one, two);

    assertThat(Cut.merge(rounded, List.of(one, two)))
        .containsExactly(sum, new Work.Convert(rounded.out(), one));
    assertThat(Cut.merge(rounded, List.of(one)))
        .containsExactly(new Work.Convert(rounded.out(), one));
    assertThat(Cut.merge(exact, List.of(one, two)))
        .containsExactly(new Work.Zip(BinaryOperation.ADD, exact.out(), one, two));
    assertThat(Cut.merge(exact, List.of(one))).containsExactly(new Work.Copy(exact.out(), one));
  }

  @Test
  void whatThereIsNotIsRefused() {
    Work work = product(POSIT, 4, 5);
    Cut rows = cut(Axis.ROWS, 0, 4);
    Tensor quires = region.tensor(QUIRE, 4, 5);
    Work map = new Work.Map(UnaryOperation.NEG, work.out(), work.out());

    for (long[] range : new long[][] {{-1, 2}, {2, 2}, {3, 2}, {2, 5}}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> rows.part(work, range[0], range[1]))
          .withMessage(
              "contract into posit32[4, 5] in the region lab has no slices "
                  + range[0]
                  + ".."
                  + range[1]
                  + " of 4 of the rows");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> depth(9).part(work, 0, 9))
        .withMessage("contract: a part of the depth is a partial sum, which needs quires");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rows.partialSum(work, quires, 0, 1))
        .withMessage("contract: a part of the rows is no partial sum");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cut.merge(work, List.of()))
        .withMessage("contract: there are no partial sums for posit32[4, 5] in the region lab");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cut.merge(map, List.of(quires)))
        .withMessage("map into posit32[4, 5] in the region lab has no exact sums to divide");
    assertThatIllegalArgumentException().isThrownBy(() -> cut(Axis.ROWS, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> cut(Axis.DEPTH, 0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> cut(Axis.ELEMENTS, -1, 2));
  }

  private static Cut cut(Axis axis, int dimension, long slices) {
    return new Cut(axis, dimension, slices);
  }

  private static Cut depth(long slices) {
    return new Cut(Axis.DEPTH, -1, slices);
  }

  private Work.Term term(long depth, boolean negated) {
    return new Work.Term(region.tensor(POSIT, 2, depth), region.tensor(POSIT, depth, 3), negated);
  }

  /** A product of depth 9 with a result of the type and shape. */
  private Work product(DataType result, long... shape) {
    DataType type = result.equals(QUIRE) ? POSIT : result;
    long[] left = shape.clone();
    long[] right = shape.clone();
    left[shape.length - 1] = 9;
    right[shape.length - 2] = 9;
    return new Work.Contract(
        region.tensor(result, shape), region.tensor(type, left), region.tensor(type, right));
  }
}
