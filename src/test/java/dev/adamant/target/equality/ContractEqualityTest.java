package dev.adamant.target.equality;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.DataMix;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exact sums of products give the same bits on every target, in patterns and in quires. */
class ContractEqualityTest extends EqualitySuite {

  /** Leading dimensions, then m, n and k. */
  private static final long[][] SIZES = {
    {1, 1, 1},
    {1, 1, 13},
    {1, 1, 4098},
    {13, 1, 207},
    {1, 207, 13},
    {13, 13, 13},
    {207, 13, 1},
    {13, 207, 207},
    {2, 2, 4098},
    {4098, 1, 1},
    {1, 4098, 2},
    {3, 4, 0},
    {0, 3, 4},
    {3, 5, 4, 7},
    {2, 1, 3, 1, 6, 5},
    {3, 2, 2, 13, 1, 9}
  };

  /** Whether each term is subtracted. */
  private static final boolean[][] SIGNS = {
    {false}, {true}, {false, false}, {true, true}, {false, true, false}
  };

  private static final List<DataMix> MIXES = List.of(DataMix.values());

  /** What fast paths take, what they must hand on, and NaR. */
  private static final DataMix[] LARGE_MIXES = {
    DataMix.NORMAL, DataMix.OUTLIERS, DataMix.EXTREME, DataMix.WITH_NAR
  };

  /** What a sum begins with. */
  private enum Addend {
    NONE,
    OTHER,
    RESULT
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void everySizeAndMix(Format format) {
    DataType type = DataType.of(format);
    SplittableRandom random = generator("contract " + format);
    for (long[] size : SIZES) {
      for (DataMix mix : isSmall(size) ? DataMix.values() : LARGE_MIXES) {
        Case one = new Case(random, type, size, mix, true);
        one.check(new boolean[] {false}, type, Addend.NONE);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void everyCombinationOfTerms(Format format) {
    DataType type = DataType.of(format);
    SplittableRandom random = generator("terms " + format);
    for (boolean[] signs : SIGNS) {
      for (DataType result : List.of(type, DataType.quire(format))) {
        for (Addend addend : Addend.values()) {
          if (addend != Addend.RESULT || !result.equals(type)) {
            for (long[] size :
                Arrays.stream(SIZES).filter(ContractEqualityTest::isSmall).toList()) {
              DataMix mix = MIXES.get(random.nextInt(MIXES.size()));
              boolean packed = random.nextInt(3) == 0;
              new Case(random, type, size, mix, packed).check(signs, result, addend);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void largeEnoughToBeShared(Format format) {
    DataType type = DataType.of(format);
    SplittableRandom random = generator("shared " + format);
    for (long[] size : new long[][] {{130, 67, 207}, {1, 1, 200_003}, {2, 1, 100_001}}) {
      Case shared = new Case(random, type, size, DataMix.OUTLIERS, false);
      shared.check(new boolean[] {false}, type, Addend.NONE);
      shared.check(new boolean[] {true, false}, DataType.quire(format), Addend.OTHER);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void transposedOperandsAndResults(Format format) {
    DataType type = DataType.of(format);
    SplittableRandom random = generator("transposed " + format);
    for (int which = 0; which < 8; which++) {
      Equality equality = new Equality("transposed " + which + " " + format);
      long[][] shapes = {{13, 207}, {13, 31}, {31, 207}};
      for (int i = 0; i < shapes.length; i++) {
        View view = (which >> i & 1) == 1 ? View.transposed(shapes[i]) : View.contiguous(shapes[i]);
        byte[] content = Content.of(random, type, DataMix.BIASED, view.backing());
        equality.tensor(type, view, content);
      }
      equality.check(candidates(), t -> new Work.Contract(t.get(0), t.get(1), t.get(2)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("floats")
  void floats(DataType type) {
    SplittableRandom random = generator("contract " + type);
    for (long[] size : Arrays.stream(SIZES).filter(ContractEqualityTest::isSmall).toList()) {
      for (boolean packed : new boolean[] {true, false}) {
        for (boolean[] signs : SIGNS) {
          new Case(random, type, size, DataMix.NORMAL, packed).check(signs, type, Addend.NONE);
        }
      }
    }
  }

  /** Whether there are so few products that the definition is soon done. */
  private static boolean isSmall(long... size) {
    return Arrays.stream(size).reduce(1, (x, y) -> x * y) < 20_000;
  }

  static List<DataType> floats() {
    return List.of(DataType.FLOAT32, DataType.FLOAT64);
  }

  /** Tensors of one size and kind of data. */
  private static final class Case {

    private final SplittableRandom random;
    private final DataType type;
    private final long[] size;
    private final DataMix mix;
    private final boolean packed;

    Case(SplittableRandom random, DataType type, long[] size, DataMix mix, boolean packed) {
      this.random = random;
      this.type = type;
      this.size = size;
      this.mix = mix;
      this.packed = packed;
    }

    void check(boolean[] negated, DataType result, Addend addend) {
      int last = size.length - 1;
      long[] leading = Arrays.copyOf(size, size.length - 3);
      long m = size[last - 2];
      long n = size[last - 1];
      Equality equality =
          new Equality(
              "contract "
                  + type
                  + " to "
                  + result
                  + Arrays.toString(size)
                  + Arrays.toString(negated)
                  + addend
                  + mix
                  + (packed ? "" : " scattered"));
      long[] shape = with(leading, m, n);
      boolean exact = !result.equals(type);
      add(
          equality,
          result,
          packed || exact ? View.contiguous(shape) : View.scattered(random, shape));
      if (type.kind() == Kind.IEEE) {
        equality.ofFloats();
      }
      for (int t = 0; t < negated.length; t++) {
        long k = t == 0 ? size[last] : random.nextLong(14);
        add(equality, type, operand(with(leading, m, k)));
        add(equality, type, operand(with(leading, k, n)));
      }
      if (addend == Addend.OTHER) {
        add(equality, DataType.quire(type.format()), View.contiguous(shape));
      }
      equality.check(candidates(), tensors -> work(tensors, negated, addend));
    }

    private static Work work(List<Tensor> tensors, boolean[] negated, Addend addend) {
      List<Work.Term> terms = new ArrayList<>();
      for (int t = 0; t < negated.length; t++) {
        terms.add(new Work.Term(tensors.get(1 + 2 * t), tensors.get(2 + 2 * t), negated[t]));
      }
      Tensor quires =
          switch (addend) {
            case NONE -> null;
            case OTHER -> tensors.getLast();
            case RESULT -> tensors.getFirst();
          };
      return new Work.Contract(tensors.getFirst(), terms, quires);
    }

    private View operand(long[] shape) {
      return packed ? View.contiguous(shape) : View.repeating(random, shape);
    }

    private void add(Equality equality, DataType of, View view) {
      equality.tensor(of, view, Content.of(random, of, mix, view.backing()));
    }

    private static long[] with(long[] leading, long rows, long columns) {
      long[] shape = Arrays.copyOf(leading, leading.length + 2);
      shape[leading.length] = rows;
      shape[leading.length + 1] = columns;
      return shape;
    }
  }
}
