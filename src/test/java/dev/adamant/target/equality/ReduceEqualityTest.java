package dev.adamant.target.equality;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.number.Format;
import dev.adamant.target.DataMix;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.Work;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums and extremes give the same bits on every target. */
class ReduceEqualityTest extends EqualitySuite {

  /** The shape of the operand: what is reduced comes last. */
  private static final long[][] SHAPES = {
    {1},
    {13},
    {207},
    {4098},
    {0},
    {100_003},
    {4098, 1},
    {207, 13},
    {13, 207},
    {0, 5},
    {5, 0},
    {3, 2, 5, 1, 7},
    {2, 3, 2, 2, 13}
  };

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void sums(Format format) {
    DataType type = DataType.of(format);
    SplittableRandom random = generator("sums " + format);
    for (long[] shape : SHAPES) {
      for (DataMix mix : DataMix.values()) {
        check(random, ReduceOperation.SUM, type, type, shape, mix, false);
      }
      for (DataType result : List.of(type, DataType.quire(format))) {
        check(random, ReduceOperation.SUM, type, result, shape, DataMix.BIASED, false);
        check(random, ReduceOperation.SUM, type, result, shape, DataMix.OUTLIERS, true);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void sumsIntoTheirAddends(Format format) {
    SplittableRandom random = generator("sums in place " + format);
    DataType type = DataType.of(format);
    DataType quire = DataType.quire(format);
    for (long[] shape : SHAPES) {
      View out = View.contiguous(Arrays.copyOf(shape, shape.length - 1));
      View a = View.repeating(random, shape);
      new Equality("sum in place " + format + Arrays.toString(shape))
          .tensor(quire, out, Content.random(random, quire, out.backing()))
          .tensor(type, a, Content.random(random, type, a.backing()))
          .check(
              candidates(),
              t -> new Work.Reduce(ReduceOperation.SUM, t.get(0), t.get(1), t.get(0)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalarTypes")
  void extremes(DataType type) {
    SplittableRandom random = generator("extremes " + type);
    for (ReduceOperation operation : List.of(ReduceOperation.MAX, ReduceOperation.MIN)) {
      for (long[] shape : SHAPES) {
        for (DataMix mix : List.of(DataMix.NORMAL, DataMix.WITH_NAR, DataMix.EXTREME)) {
          check(random, operation, type, type, shape, mix, false);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("floats")
  void sumsOfFloats(DataType type) {
    SplittableRandom random = generator("sums " + type);
    for (long[] shape : SHAPES) {
      for (int i = 0; i < 3; i++) {
        check(random, ReduceOperation.SUM, type, type, shape, DataMix.NORMAL, false);
      }
    }
  }

  static List<DataType> floats() {
    return List.of(DataType.FLOAT32, DataType.FLOAT64);
  }

  private static void check(
      SplittableRandom random,
      ReduceOperation operation,
      DataType type,
      DataType result,
      long[] shape,
      DataMix mix,
      boolean addend) {
    long[] results = Arrays.copyOf(shape, shape.length - 1);
    boolean packed = random.nextInt(3) == 0;
    View out =
        packed || !result.equals(type) ? View.contiguous(results) : View.scattered(random, results);
    View a = packed ? View.contiguous(shape) : View.repeating(random, shape);
    String name =
        operation.operationName()
            + " "
            + type
            + " to "
            + result
            + Arrays.toString(shape)
            + mix
            + (packed ? "" : " scattered");
    Equality equality =
        new Equality(name)
            .tensor(result, out, Content.of(random, result, mix, out.backing()))
            .tensor(type, a, Content.of(random, type, mix, a.backing()));
    if (type.kind() == Kind.IEEE) {
      equality.ofFloats();
    }
    if (addend) {
      DataType quire = DataType.quire(type.format());
      View view = View.contiguous(results);
      equality.tensor(quire, view, Content.of(random, quire, mix, results));
    }
    equality.check(
        candidates(),
        t -> new Work.Reduce(operation, t.get(0), t.get(1), addend ? t.get(2) : null));
  }
}
