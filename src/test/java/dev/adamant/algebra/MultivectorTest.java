package dev.adamant.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.ExactRational;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.QuireOracle;
import dev.adamant.number.oracle.Trials;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MultivectorTest {
  private static final Signature PLANE = new Signature(2, 0, 0);
  private static final Signature SPACE = new Signature(3, 0, 0);
  private static final Format F = Format.BPOSIT32;

  static Stream<Format> formats() {
    return Stream.of(Format.BPOSIT32, Format.POSIT16, Format.POSIT8);
  }

  static List<Signature> many() {
    return Algebras.many();
  }

  private static Multivector random(
      Signature signature, Format f, GradeSet grades, SplittableRandom random) {
    BiasedPatterns patterns = new BiasedPatterns(PositOracle.of(f));
    long[] components =
        random
            .longs(signature.size(grades))
            .map(any -> random.nextInt(64) == 0 ? f.nar() : patterns.next(random))
            .toArray();
    return new Multivector(signature, f, grades, components);
  }

  private static Multivector finite(
      Signature signature, Format f, GradeSet grades, SplittableRandom random) {
    BiasedPatterns patterns = new BiasedPatterns(PositOracle.of(f));
    long[] components =
        random
            .longs(signature.size(grades))
            .map(any -> random.nextInt(4) == 0 ? 0 : patterns.nextNonZero(random))
            .toArray();
    return new Multivector(signature, f, grades, components);
  }

  private static Multivector quarters(Signature signature, SplittableRandom random) {
    GradeSet all = GradeSet.all(signature);
    return Multivector.fromDoubles(signature, F, all, Algebras.quarters(random, signature.size()));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyComponentOfAProductIsTheExactSumRoundedOnce(Format f) {
    PositOracle rounding = PositOracle.of(f);
    SplittableRandom random = Trials.generator("products " + f.name(), 0);
    for (Signature signature :
        List.of(SPACE, Signature.PGA, new Signature(1, 3, 0), new Signature(4, 1, 0))) {
      WordProduct relations =
          new WordProduct(signature.positive(), signature.negative(), signature.zero());
      for (ProductKind kind : ProductKind.values()) {
        GradeSet left = new GradeSet(random.nextInt(1, 1 << (signature.dimension() + 1)));
        GradeSet right = GradeSet.all(signature);
        Multivector x = random(signature, f, left, random);
        Multivector y = random(signature, f, right, random);
        Multivector product = x.product(kind, y);
        QuireOracle[] sums = new QuireOracle[signature.size()];
        for (int blade = 0; blade < sums.length; blade++) {
          sums[blade] = new QuireOracle(rounding);
        }
        for (int a : signature.blades(left)) {
          for (int b : signature.blades(right)) {
            WordProduct.Term term = relations.of(kind, a, b);
            if (term.sign() > 0) {
              sums[term.mask()].addProduct(x.component(a), y.component(b));
            } else if (term.sign() < 0) {
              sums[term.mask()].subtractProduct(x.component(a), y.component(b));
            }
          }
        }
        for (int blade = 0; blade < sums.length; blade++) {
          assertThat(product.component(blade))
              .as("%s of %s, %s in %s", signature.name(blade), kind, signature, f)
              .isEqualTo(rounding.round(sums[blade].value()));
        }
      }
    }
  }

  @Test
  void aProductStoresAndComputesReachableGradesAlone() {
    Multivector line = random(Signature.PGA, F, GradeSet.of(2), new SplittableRandom(1));
    Multivector point = random(Signature.PGA, F, GradeSet.of(3), new SplittableRandom(2));
    assertThat(line.product(ProductKind.REGRESSIVE, point).grades()).isEqualTo(GradeSet.VECTOR);
    assertThat(line.product(ProductKind.OUTER, point).grades()).isEqualTo(GradeSet.EMPTY);
    assertThat(line.times(line).grades()).isEqualTo(GradeSet.of(0, 2, 4));
    Multivector chosen = line.product(ProductKind.GEOMETRIC, point, GradeSet.of(3));
    assertThat(chosen.grades()).isEqualTo(GradeSet.of(3));
    assertThat(chosen).isEqualTo(line.times(point).part(GradeSet.of(3)));
  }

  @ParameterizedTest
  @MethodSource("many")
  void joinAndMeetAreDual(Signature signature) {
    SplittableRandom random = new SplittableRandom(3);
    Multivector x = quarters(signature, random);
    Multivector y = quarters(signature, random);
    assertThat(x.product(ProductKind.REGRESSIVE, y).dual().part(GradeSet.all(signature)))
        .isEqualTo(x.dual().product(ProductKind.OUTER, y.dual()));
    assertThat(x.dual().undual()).isEqualTo(x);
    assertThat(x.undual().dual()).isEqualTo(x);
    // y ∧ ⋆x = (y ∗ x) I for blades of one grade, whatever the metric.
    int all = signature.size() - 1;
    for (int k = 0; k <= signature.dimension(); k++) {
      Multivector a = x.part(GradeSet.of(k));
      Multivector b = y.part(GradeSet.of(k));
      assertThat(b.product(ProductKind.OUTER, a.hodge()).component(all))
          .isEqualTo(b.product(ProductKind.SCALAR, a).component(0));
    }
    if (signature.negative() + signature.zero() == 0) {
      assertThat(x.hodge()).isEqualTo(x.dual());
    }
  }

  @Test
  void theComplementOfEveryBladeCompletesIt() {
    for (Signature signature : Algebras.small()) {
      int all = signature.size() - 1;
      for (int blade = 0; blade <= all; blade++) {
        Multivector basis = Multivector.basis(signature, F, blade);
        assertThat(basis.product(ProductKind.OUTER, basis.dual()).component(all))
            .isEqualTo(F.one());
        assertThat(basis.undual().product(ProductKind.OUTER, basis).component(all))
            .isEqualTo(F.one());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("many")
  void involutionsAndCommutator(Signature signature) {
    SplittableRandom random = new SplittableRandom(4);
    Multivector x = quarters(signature, random);
    Multivector y = quarters(signature, random);
    assertThat(x.times(y).reverse()).isEqualTo(y.reverse().times(x.reverse()));
    assertThat(x.times(y).involute()).isEqualTo(x.involute().times(y.involute()));
    assertThat(x.times(y).conjugate()).isEqualTo(y.conjugate().times(x.conjugate()));
    assertThat(x.conjugate()).isEqualTo(x.involute().reverse());
    // Products of quarters are multiples of 1/16 and are exact here, so is their half.
    Multivector half = x.times(y).minus(y.times(x)).scale(Posit.fromDouble(F, 0.5));
    Multivector commutator = x.commutator(y);
    assertThat(commutator.part(half.grades())).isEqualTo(half);
    GradeSet bivector = GradeSet.of(2).intersection(GradeSet.all(signature));
    for (int k = 0; k <= signature.dimension(); k++) {
      Multivector part = x.part(GradeSet.of(k));
      assertThat(GradeSet.of(k).containsAll(part.commutator(y.part(bivector)).grades()))
          .as("bivectors keep grades")
          .isTrue();
    }
  }

  @Test
  void sumsAreRoundedOnceAndTakeTheGradesOfBoth() {
    SplittableRandom random = Trials.generator("sums", 0);
    PositOracle oracle = PositOracle.of(F);
    Multivector x = finite(SPACE, F, GradeSet.of(0, 1), random);
    Multivector y = finite(SPACE, F, GradeSet.of(1, 2), random);
    Multivector sum = x.plus(y);
    Multivector difference = x.minus(y);
    assertThat(sum.grades()).isEqualTo(GradeSet.of(0, 1, 2));
    for (int blade = 0; blade < 8; blade++) {
      Dyadic a = oracle.finiteValue(x.component(blade));
      Dyadic b = oracle.finiteValue(y.component(blade));
      assertThat(sum.component(blade)).isEqualTo(oracle.round(a.add(b)));
      assertThat(difference.component(blade)).isEqualTo(oracle.round(a.subtract(b)));
    }
    assertThat(x.plus(x.negate())).isEqualTo(Multivector.zero(SPACE, F, x.grades()));
    assertThat(x.scale(y.component(1)).component(2))
        .isEqualTo(Posit.mul(F, x.component(2), y.component(1)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void normsAreRoundedOnce(Format f) {
    PositOracle oracle = PositOracle.of(f);
    SplittableRandom random = Trials.generator("norms " + f.name(), 0);
    for (Signature signature : List.of(SPACE, Signature.PGA, new Signature(1, 3, 0))) {
      for (int trial = 0; trial < 40; trial++) {
        Multivector x = finite(signature, f, GradeSet.all(signature), random);
        Dyadic square = Dyadic.ZERO;
        for (int blade = 0; blade < signature.size(); blade++) {
          Dyadic c = oracle.finiteValue(x.component(blade));
          int sign = 1;
          for (int i = 0; i < signature.dimension(); i++) {
            sign *= (blade >> i & 1) == 0 ? 1 : signature.square(i);
          }
          square = square.add(c.multiply(c).multiply(Dyadic.of(sign)));
        }
        assertThat(x.squaredNorm()).isEqualTo(oracle.round(square));
        long norm = x.norm();
        assertRoot(oracle, square.abs(), Dyadic.of(1), norm, f + " norm");
        if (square.signum() != 0) {
          Multivector unit = x.normalized();
          for (int blade = 0; blade < signature.size(); blade++) {
            Dyadic c = oracle.finiteValue(x.component(blade));
            long expectedSign = c.signum();
            long u = unit.component(blade);
            assertThat(Long.signum(u)).isEqualTo((int) expectedSign);
            assertRoot(oracle, c.multiply(c), square.abs(), Math.abs(u), f + " unit");
          }
        }
      }
    }
  }

  /** That a pattern is the rounding of √(numerator/denominator), by squaring its boundaries. */
  private static void assertRoot(
      PositOracle oracle, Dyadic numerator, Dyadic denominator, long pattern, String what) {
    if (numerator.signum() == 0) {
      assertThat(pattern).as(what).isZero();
      return;
    }
    assertThat(pattern).as(what).isPositive();
    boolean even = (pattern & 1) == 0;
    if (pattern < oracle.maxpos()) {
      Dyadic above = oracle.boundaryAbove(pattern);
      int side = numerator.compareTo(above.multiply(above).multiply(denominator));
      assertThat(side).as(what + " above").isLessThanOrEqualTo(even ? 0 : -1);
    }
    if (pattern > 1) {
      Dyadic below = oracle.boundaryAbove(pattern - 1);
      int side = numerator.compareTo(below.multiply(below).multiply(denominator));
      assertThat(side).as(what + " below").isGreaterThanOrEqualTo(even ? 0 : 1);
    }
  }

  @ParameterizedTest
  @MethodSource("many")
  void aMultivectorTimesItsInverseIsOne(Signature signature) {
    SplittableRandom random = new SplittableRandom(signature.hashCode());
    GradeSet all = GradeSet.all(signature);
    double[] components = Algebras.normal(random, signature.size());
    Multivector x = Multivector.fromDoubles(signature, Format.POSIT64, all, components);
    Multivector inverse = x.inverse();
    double size = 0;
    for (double c : inverse.toDoubles()) {
      size = Math.max(size, Math.abs(c));
    }
    double[] left = x.times(inverse).toDoubles();
    double[] right = inverse.times(x).toDoubles();
    for (int i = 0; i < left.length; i++) {
      double bound = size * signature.size() * 0x1p-50;
      assertThat(left[i]).isCloseTo(i == 0 ? 1 : 0, within(bound));
      assertThat(right[i]).isCloseTo(i == 0 ? 1 : 0, within(bound));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theInverseOfABladeIsItsReverseOverTheExactSquaredNorm(Format f) {
    PositOracle oracle = PositOracle.of(f);
    SplittableRandom random = Trials.generator("inverse " + f.name(), 0);
    for (int trial = 0; trial < 100; trial++) {
      Multivector b = finite(SPACE, f, GradeSet.of(2), random);
      Dyadic square = Dyadic.ZERO;
      for (long p : b.patterns()) {
        square = square.add(oracle.finiteValue(p).multiply(oracle.finiteValue(p)));
      }
      if (square.signum() == 0) {
        continue;
      }
      Multivector inverse = b.inverse();
      assertThat(inverse.grades()).isEqualTo(GradeSet.of(2));
      for (int blade : SPACE.blades(GradeSet.of(2))) {
        assertThat(inverse.component(blade))
            .isEqualTo(
                oracle.round(
                    ExactRational.quotient(
                        oracle.finiteValue(b.component(blade)).negate(), square)));
      }
    }
  }

  @Test
  void whatHasNoInverseOrNormIsRefused() {
    Multivector ideal = Multivector.basis(Signature.PGA, F, 1);
    assertThatThrownBy(ideal::inverse)
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("1.0 e0 of Cl(3,0,1) has no inverse: its determinant is 0");
    assertThatThrownBy(ideal::normalized)
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("cannot normalise 1.0 e0: its norm is 0");
    Multivector idempotent = Multivector.fromDoubles(SPACE, F, GradeSet.of(0, 1), 1, 1, 0, 0);
    assertThatThrownBy(idempotent::inverse)
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("1.0 + 1.0 e1 of Cl(3,0,0) has no inverse: its determinant is 0");
  }

  @Test
  void operandsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new Multivector(PLANE, F, GradeSet.of(3), new long[1]))
        .hasMessage("a multivector of the grades {3}: Cl(2,0,0) has the grades 0 to 2");
    assertThatThrownBy(() -> new Multivector(PLANE, F, GradeSet.VECTOR, new long[3]))
        .hasMessage("got 3 components, a multivector of the grades {1} of Cl(2,0,0) has 2");
    Multivector x = Multivector.zero(PLANE, F, GradeSet.VECTOR);
    assertThatThrownBy(() -> x.plus(Multivector.zero(SPACE, F, GradeSet.VECTOR)))
        .hasMessage(
            "cannot combine a multivector of Cl(2,0,0) in bposit32 with one of Cl(3,0,0) in"
                + " bposit32: algebra and format must be the same");
    assertThatThrownBy(() -> x.times(Multivector.zero(PLANE, Format.POSIT8, GradeSet.VECTOR)))
        .hasMessageContaining("with one of Cl(2,0,0) in posit8");
  }

  @Test
  void naRSpreadsToWhatIsComputedFromIt() {
    long nar = F.nar();
    Multivector x = new Multivector(PLANE, F, GradeSet.VECTOR, new long[] {nar, F.one()});
    assertThat(x.isNaR()).isTrue();
    assertThat(x.norm()).isEqualTo(nar);
    assertThat(x.squaredNorm()).isEqualTo(nar);
    assertThat(x.inverse().patterns()).containsExactly(nar, nar);
    assertThat(x.normalized().patterns()).containsExactly(nar, nar);
    Multivector e1 = Multivector.basis(PLANE, F, 1);
    Multivector wedge = x.product(ProductKind.OUTER, e1);
    assertThat(wedge.component(3)).as("NaR e1 ∧ 0 e2 is in the sum").isEqualTo(nar);
    assertThat(x.plus(e1).patterns()).containsExactly(nar, F.one());
    assertThat(x.negate().patterns()).containsExactly(nar, -F.one());
  }

  @Test
  void aMultivectorIsAValue() {
    long[] patterns = {F.one(), 0, -F.one()};
    Multivector x = new Multivector(SPACE, F, GradeSet.VECTOR, patterns);
    patterns[0] = 0;
    x.patterns()[1] = 7;
    Multivector same = Multivector.fromDoubles(SPACE, F, GradeSet.VECTOR, 1, 0, -1);
    assertThat(x).isEqualTo(same).hasSameHashCodeAs(same).hasToString("1.0 e1 - 1.0 e3");
    assertThat(x.toDoubles()).containsExactly(1, 0, -1);
    assertThat(x).isNotEqualTo(x.part(GradeSet.of(1, 2)));
    assertThat(x.part(GradeSet.of(0, 1))).hasToString("1.0 e1 - 1.0 e3");
    assertThat(Multivector.zero(SPACE, F, GradeSet.VECTOR)).hasToString("0");
    assertThat(Multivector.scalar(SPACE, F, Posit.fromDouble(F, -0.5)).plus(x))
        .hasToString("-0.5 + 1.0 e1 - 1.0 e3");
    long wide = 0xff00_0000_0000_0000L | F.one();
    assertThat(Multivector.scalar(SPACE, F, wide).component(0))
        .as("only the low n bits are read")
        .isEqualTo(F.one());
  }
}
