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

/**
 * Sums of products of many lanes, as the components of products of multivectors are, give the same
 * bits on every target: of few and of many terms, of operands that lanes have in common, of terms
 * that take each other back.
 */
class LaneEqualityTest extends EqualitySuite {

  /** Components of each of the two operands, whose products are the terms. */
  private static final int COMPONENTS = 5;

  /** Terms, then the leading dimensions. */
  private static final long[][] SIZES = {
    {1, 1},
    {2, 3},
    {7, 17},
    {1, 1000},
    {12, 1000},
    {2, 2, 3, 5},
    {7, 3, 40},
    {64, 17},
    {64, 5, 1, 33},
    {200, 3},
    {200, 2, 65},
    {300, 4}
  };

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalarTypes")
  void everySizeAndLayout(DataType type) {
    SplittableRandom random = generator("lanes " + type);
    for (long[] size : SIZES) {
      for (boolean packed : new boolean[] {true, false}) {
        List<DataMix> mixes = List.of(DataMix.values());
        DataMix mix = mixes.get(random.nextInt(mixes.size()));
        check(random, type, size, mix, packed, random.nextBoolean());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void everyMix(Format format) {
    SplittableRandom random = generator("lanes of mixes " + format);
    for (DataMix mix : DataMix.values()) {
      for (boolean cancelling : new boolean[] {true, false}) {
        check(random, DataType.of(format), new long[] {7, 3, 40}, mix, true, cancelling);
        check(random, DataType.of(format), new long[] {4, 100}, mix, false, cancelling);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void productsOfTermsAndAddends(Format format) {
    DataType type = DataType.of(format);
    SplittableRandom random = generator("lanes of terms " + format);
    for (long k : new long[] {0, 2, 5, 17}) {
      Equality equality = new Equality("lanes of " + k + " products of " + type);
      long[][] shapes = {{6, 11, 1, 1}, {6, 11, 1, k}, {6, 11, k, 1}, {6, 11, 1, 1}};
      for (int i = 0; i < shapes.length; i++) {
        DataType of = i == 3 ? DataType.quire(format) : type;
        View view =
            i == 0 || i == 3 ? View.contiguous(shapes[i]) : View.repeating(random, shapes[i]);
        equality.tensor(of, view, Content.of(random, of, DataMix.OUTLIERS, view.backing()));
      }
      for (boolean addend : new boolean[] {false, true}) {
        equality.check(
            candidates(),
            t -> {
              Work.Term term = new Work.Term(t.get(1), t.get(2), false);
              Work.Term twice = new Work.Term(t.get(1), t.get(1).transpose(-1, -2), true);
              return new Work.Contract(t.get(0), List.of(term, twice), addend ? t.get(3) : null);
            });
      }
    }
  }

  private static void check(
      SplittableRandom random,
      DataType type,
      long[] size,
      DataMix mix,
      boolean packed,
      boolean cancelling) {
    int terms = (int) size[0];
    long[] shape = Arrays.copyOfRange(size, 1, size.length + 2);
    shape[size.length - 1] = 1;
    shape[size.length] = 1;
    Equality equality =
        new Equality(
            "lanes of "
                + type
                + Arrays.toString(size)
                + mix
                + (packed ? "" : " scattered")
                + (cancelling ? " cancelling" : ""));
    if (type.kind() == Kind.IEEE) {
      equality.ofFloats();
    }
    add(
        equality,
        random,
        type,
        mix,
        packed ? View.contiguous(shape) : View.scattered(random, shape));
    for (int i = 0; i < 2 * COMPONENTS; i++) {
      boolean weight = i == 0 || random.nextInt(6) == 0;
      View view = packed ? View.contiguous(shape) : View.repeating(random, shape);
      add(equality, random, type, mix, weight ? View.repeated(shape) : view);
    }
    int[] factors = random.ints(2L * terms, 1, 1 + 2 * COMPONENTS).toArray();
    boolean[] negated = new boolean[terms];
    for (int t = 0; t < terms; t++) {
      negated[t] = cancelling ? t % 2 == 1 : random.nextBoolean();
      if (cancelling && t % 2 == 1 && random.nextInt(8) != 0) {
        factors[2 * t] = factors[2 * t - 1];
        factors[2 * t + 1] = factors[2 * t - 2];
      }
    }
    equality.check(candidates(), tensors -> work(tensors, factors, negated));
  }

  private static void add(
      Equality equality, SplittableRandom random, DataType type, DataMix mix, View view) {
    equality.tensor(type, view, Content.of(random, type, mix, view.backing()));
  }

  private static Work work(List<Tensor> tensors, int[] factors, boolean[] negated) {
    List<Work.Term> terms = new ArrayList<>();
    for (int t = 0; t < negated.length; t++) {
      terms.add(
          new Work.Term(tensors.get(factors[2 * t]), tensors.get(factors[2 * t + 1]), negated[t]));
    }
    return new Work.Contract(tensors.getFirst(), terms, null);
  }
}
