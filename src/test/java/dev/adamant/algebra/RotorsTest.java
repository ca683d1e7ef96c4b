package dev.adamant.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.number.Format;
import dev.adamant.number.Function;
import dev.adamant.number.Posit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RotorsTest {
  private static final Format F = Format.BPOSIT32;
  private static final Signature SPACE = new Signature(3, 0, 0);
  private static final Signature STA = new Signature(1, 3, 0);
  private static final GradeSet BIVECTOR = GradeSet.of(2);

  static Stream<Format> formats() {
    return Format.standard().stream();
  }

  /** Half a unit in the last place of 1, of a number of that magnitude. */
  private static double ulps(Format f, double units, double magnitude) {
    return units
        * magnitude
        * (Posit.toDouble(f, f.one() + 1) - 1 + 0x1p-52); // and what doubles lose
  }

  private static Multivector bivector(Signature signature, Format f, double... components) {
    return Multivector.fromDoubles(signature, f, BIVECTOR, components);
  }

  private static long p(Format f, double value) {
    return Posit.fromDouble(f, value);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aNegativeSquareGivesCosineAndSineToTheBit(Format f) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) {
      long angle = p(f, random.nextDouble(-7, 7));
      Multivector b = new Multivector(SPACE, f, BIVECTOR, new long[] {angle, 0, 0});
      assertThat(Rotors.exp(b).patterns())
          .as("exp(%s) in %s", b, f)
          .containsExactly(Function.COS.apply(f, angle), Function.SIN.apply(f, angle), 0, 0);
    }
  }

  @Test
  void aPositiveSquareGivesHyperbolicCosineAndSine() {
    for (double rapidity : new double[] {-3, -0.25, 0x1p-20, 1, 2.5}) {
      // e12 of STA squares to 1: e1² = 1, e2² = −1.
      Multivector boost = Rotors.exp(bivector(STA, F, rapidity, 0, 0, 0, 0, 0));
      double[] c = boost.toDoubles();
      assertThat(boost.grades()).isEqualTo(GradeSet.of(0, 2, 4));
      assertThat(c[0]).isCloseTo(Math.cosh(rapidity), within(ulps(F, 0.51, Math.cosh(rapidity))));
      assertThat(c[1])
          .isCloseTo(Math.sinh(rapidity), within(ulps(F, 0.51, Math.max(1, Math.cosh(rapidity)))));
      assertThat(boost.part(GradeSet.of(4)).patterns()).containsExactly(0);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aNullBivectorGivesExactlyOnePlusIt(Format f) {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 25; i++) {
      long[] ideal = {random.nextLong(), random.nextLong(), random.nextLong(), 0, 0, 0};
      Multivector b = new Multivector(Signature.PGA, f, BIVECTOR, ideal);
      if (b.isNaR()) {
        continue;
      }
      Multivector motor = Rotors.exp(b);
      assertThat(motor.part(BIVECTOR)).isEqualTo(b);
      assertThat(motor.component(0)).isEqualTo(f.one());
      assertThat(motor.part(GradeSet.of(4)).patterns()).containsExactly(0);
      assertThat(Rotors.log(motor)).isEqualTo(b);
    }
    // A null bivector of a metric that is not degenerate: e12 + e23 with squares −1 and 1.
    Signature mixed = new Signature(2, 1, 0);
    long third = p(f, 1.0 / 3);
    Multivector light = new Multivector(mixed, f, BIVECTOR, new long[] {third, third, 0});
    assertThat(light.times(light).component(0)).isZero();
    assertThat(Rotors.exp(light).patterns()).containsExactly(f.one(), third, third, 0);
  }

  @Test
  void theExponentialOfAnyBivectorIsItsPowerSeries() {
    SplittableRandom random = new SplittableRandom(3);
    for (Signature signature : Algebras.many()) {
      if (signature.dimension() < 2 || signature.negative() + signature.zero() > 3) {
        continue;
      }
      Format f = Format.POSIT64;
      int count = signature.size(BIVECTOR);
      Multivector b = bivector(signature, f, Algebras.normal(random, count));
      double[] sum = new double[signature.size(GradeSet.even(signature))];
      Multivector term = Multivector.scalar(signature, f, f.one());
      double magnitude = 0;
      for (int k = 1; k < 45; k++) {
        double[] t = term.part(GradeSet.even(signature)).toDoubles();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += t[i];
          magnitude = Math.max(magnitude, Math.abs(t[i]));
        }
        term = term.times(b).scale(Posit.div(f, f.one(), Posit.fromLong(f, k)));
      }
      double[] exp = Rotors.exp(b).toDoubles();
      for (int i = 0; i < sum.length; i++) {
        assertThat(exp[i])
            .as("%s", signature)
            .isCloseTo(sum[i], within(0x1p-46 * Math.max(1, magnitude)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void oppositeBivectorsGiveReversesToTheBit(Format f) {
    SplittableRandom random = new SplittableRandom(4);
    Multivector b = bivector(Signature.PGA, f, Algebras.normal(random, 6));
    assertThat(Rotors.exp(b.negate())).isEqualTo(Rotors.exp(b).reverse());
  }

  @Test
  void theLogarithmUndoesTheExponential() {
    SplittableRandom random = new SplittableRandom(5);
    for (Signature signature :
        List.of(
            new Signature(2, 0, 0),
            SPACE,
            Signature.PGA,
            new Signature(4, 0, 0),
            STA,
            new Signature(5, 0, 0),
            new Signature(4, 1, 0),
            new Signature(2, 0, 1))) {
      for (Format f : List.of(F, Format.POSIT64)) {
        double[] components = Algebras.normal(random, signature.size(BIVECTOR));
        for (int i = 0; i < components.length; i++) {
          components[i] /= 2;
        }
        Multivector b = bivector(signature, f, components);
        double[] back = Rotors.log(Rotors.exp(b)).toDoubles();
        for (int i = 0; i < back.length; i++) {
          assertThat(back[i])
              .as("%s in %s of %s", b, f, signature)
              .isCloseTo(b.toDoubles()[i], within(ulps(f, 32, 1)));
        }
      }
    }
  }

  @Test
  void rotorsTurnFromTheFirstVectorOfThePlaneToTheSecond() {
    Multivector e12 = bivector(SPACE, F, 5, 0, 0);
    Multivector quarter = Rotors.inPlane(e12, p(F, Math.PI / 2));
    Multivector e1 = Multivector.basis(SPACE, F, 1);
    double[] turned = Rotors.sandwich(quarter, e1).toDoubles();
    double[] expected = {0, 1, 0};
    for (int i = 0; i < 3; i++) {
      assertThat(turned[i]).isCloseTo(expected[i], within(0x1p-22));
    }
    assertThat(Rotors.inPlane(e12, 0).patterns()).containsExactly(F.one(), 0, 0, 0);
  }

  @Test
  void aRotorBetweenVectorsTakesOneToTheOther() {
    SplittableRandom random = new SplittableRandom(6);
    Multivector a = Multivector.fromDoubles(SPACE, F, GradeSet.VECTOR, Algebras.normal(random, 3));
    Multivector b = Multivector.fromDoubles(SPACE, F, GradeSet.VECTOR, Algebras.normal(random, 3));
    Multivector rotor = Rotors.between(a, b);
    double[] turned = Rotors.sandwich(rotor, a.normalized()).toDoubles();
    double[] expected = b.normalized().toDoubles();
    for (int i = 0; i < 3; i++) {
      assertThat(turned[i]).isCloseTo(expected[i], within(ulps(F, 4, 1)));
    }
    assertThat(Rotors.between(a, a).toDoubles()).containsExactly(1, 0, 0, 0);
    assertThatThrownBy(() -> Rotors.between(a, a.negate()))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageEndingWith("they are opposite, so that no plane is given");
    Multivector zero = Multivector.zero(SPACE, F, GradeSet.VECTOR);
    assertThatThrownBy(() -> Rotors.between(zero, a))
        .hasMessageEndingWith("their squares must be of one sign, and not 0");
  }

  @Test
  void oddVersorsReflect() {
    Multivector e1 = Multivector.basis(SPACE, F, 1);
    Multivector x = Multivector.fromDoubles(SPACE, F, GradeSet.of(1, 2), 3, 4, 5, 6, 7, 8);
    assertThat(Rotors.sandwich(e1, x).toDoubles()).containsExactly(-3, 4, 5, -6, -7, 8);
    assertThatThrownBy(() -> Rotors.sandwich(e1.part(GradeSet.of(0, 1)), x))
        .hasMessage(
            "a sandwich of a versor of the grades {0,1}: they must all be even or all odd; take the"
                + " part that is meant");
  }

  @Test
  void normalizingMakesUnits() {
    SplittableRandom random = new SplittableRandom(7);
    Multivector motor =
        Multivector.fromDoubles(Signature.PGA, F, GradeSet.of(0, 2, 4), Algebras.normal(random, 8));
    Multivector unit = Rotors.normalize(motor);
    double[] square = unit.times(unit.reverse()).toDoubles();
    assertThat(square[0]).isCloseTo(1, within(ulps(F, 4, 1)));
    assertThat(square[square.length - 1]).as("Study").isCloseTo(0, within(ulps(F, 8, 4)));
    Multivector three = Multivector.scalar(SPACE, F, p(F, -3));
    assertThat(Rotors.normalize(three).toDoubles()).startsWith(-1);
    assertThatThrownBy(() -> Rotors.normalize(Multivector.zero(SPACE, F, GradeSet.SCALAR)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("cannot normalise an element of Cl(3,0,0) that is no rotor");
  }

  @Test
  void interpolationGoesAtEvenSpeedTheShorterWay() {
    Multivector e12 = bivector(SPACE, F, 1, 0, 0);
    Multivector start = Rotors.inPlane(e12, p(F, 0.25));
    Multivector end = Rotors.inPlane(e12, p(F, 1.25));
    Multivector middle = Rotors.interpolate(start, end.negate(), p(F, 0.5));
    double[] expected = Rotors.inPlane(e12, p(F, 0.75)).toDoubles();
    double[] halfway = middle.toDoubles();
    for (int i = 0; i < 4; i++) {
      assertThat(halfway[i]).isCloseTo(expected[i], within(ulps(F, 2, 1)));
    }
    assertThat(Rotors.interpolate(start, end, 0)).isEqualTo(start);
  }

  @Test
  void signedPermutationsCommuteWithProductsToTheBit() {
    SplittableRandom random = new SplittableRandom(8);
    for (Format f : List.of(F, Format.POSIT16, Format.POSIT8)) {
      for (int n = 2; n <= 5; n++) {
        Signature signature = new Signature(n, 0, 0);
        GradeSet all = GradeSet.all(signature);
        double[] u = Algebras.normal(random, signature.size());
        double[] v = Algebras.normal(random, signature.size());
        Multivector x = Multivector.fromDoubles(signature, f, all, u);
        Multivector y = Multivector.fromDoubles(signature, f, all, v);
        Multivector b = bivector(signature, f, Algebras.normal(random, signature.size(2)));
        for (int trial = 0; trial < 6; trial++) {
          SignedPermutation g = SignedPermutation.random(n, random);
          for (ProductKind kind : ProductKind.values()) {
            Multivector mapped = g.of(x).product(kind, g.of(y));
            // The regressive product changes its sign with the orientation.
            Multivector product = g.of(x.product(kind, y));
            boolean flips = kind == ProductKind.REGRESSIVE && g.determinant() < 0;
            assertThat(mapped).as("%s %s", kind, f).isEqualTo(flips ? product.negate() : product);
          }
          assertThat(g.of(x).inverse()).isEqualTo(g.of(x.inverse()));
          assertThat(g.of(x).norm()).isEqualTo(x.norm());
          assertThat(Rotors.exp(g.of(b))).isEqualTo(g.of(Rotors.exp(b)));
        }
      }
    }
  }

  @Test
  void rotorsCommuteWithProductsWithinTheRoundingBound() {
    SplittableRandom random = new SplittableRandom(9);
    for (Signature signature : List.of(SPACE, Signature.PGA, new Signature(4, 1, 0))) {
      GradeSet all = GradeSet.all(signature);
      int n = signature.size();
      Multivector b = bivector(signature, F, Algebras.normal(random, signature.size(2)));
      Multivector rotor = Rotors.exp(b.scale(p(F, 0.25)));
      Multivector x = Multivector.fromDoubles(signature, F, all, Algebras.normal(random, n));
      Multivector y = Multivector.fromDoubles(signature, F, all, Algebras.normal(random, n));
      double[] first = each(rotor, x).times(each(rotor, y)).toDoubles();
      double[] second = each(rotor, x.times(y)).toDoubles();
      // Both ways round every component a fixed number of times: those of a rotor, of an image, of
      // a product. Each rounding is at most half a unit of the greatest number met, and an image
      // sums at most n² products, a product n.
      double greatest = 1;
      for (double[] values : List.of(x.toDoubles(), y.toDoubles(), first, second)) {
        for (double value : values) {
          greatest = Math.max(greatest, Math.abs(value));
        }
      }
      double turn = 0;
      for (double c : rotor.toDoubles()) {
        turn += Math.abs(c);
      }
      double bound = ulps(F, 4, turn * turn * turn * turn * n * greatest);
      for (int i = 0; i < n; i++) {
        assertThat(first[i]).as("%s", signature).isCloseTo(second[i], within(bound));
      }
    }
  }

  /** The sandwich grade by grade, so that no grade takes in what rounding leaves of another. */
  private static Multivector each(Multivector rotor, Multivector x) {
    return x.grades().grades().stream()
        .map(grade -> Rotors.sandwich(rotor, x.part(GradeSet.of(grade))))
        .reduce(Multivector::plus)
        .orElseThrow();
  }

  @Test
  void whatHasNoExponentialOrLogarithmIsRefused() {
    assertThatThrownBy(() -> Rotors.exp(Multivector.basis(SPACE, F, 1)))
        .hasMessage("exp of a multivector of the grades {1}: it takes {2}; take that part");
    assertThatThrownBy(() -> Rotors.exp(bivector(SPACE, F, 5000, 0, 0)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "the exponential of a bivector of magnitude 2^12 or more: it must be below 4096; take"
                + " whole turns off the angle first");
    assertThatThrownBy(() -> Rotors.log(Multivector.scalar(SPACE, F, -F.one())))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "cannot take the logarithm of an element of Cl(3,0,0) that is no rotor of a unique"
                + " plane and angle: its product with its reverse must have a positive root, and it"
                + " must not be -1");
    Signature six = new Signature(6, 0, 0);
    assertThatThrownBy(() -> Rotors.log(Multivector.scalar(six, F, F.one())))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("of Cl(6,0,0): this takes algebras of at most 5 vectors");
    Multivector translation = bivector(Signature.PGA, F, 1, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> Rotors.inPlane(translation, F.one()))
        .hasMessage(
            "no angle in the plane 1.0 e01 of Cl(3,0,1): its square is 0; use exp of the bivector"
                + " itself");
    Format vast = Format.parse("posit<32,31,8>");
    assertThatThrownBy(() -> Rotors.exp(bivector(SPACE, vast, 1, 0, 0)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith(
            "exponentials and logarithms of multivectors do not take posit<32,31,8>: its least"
                + " value is 2^-");
  }

  @Test
  void naRGivesNaR() {
    Multivector b = new Multivector(SPACE, F, BIVECTOR, new long[] {F.nar(), 0, 0});
    Multivector r = new Multivector(SPACE, F, GradeSet.SCALAR, new long[] {F.nar()});
    Multivector v = new Multivector(SPACE, F, GradeSet.VECTOR, new long[] {F.nar(), 0, 0});
    Multivector e12 = bivector(SPACE, F, 1, 0, 0);
    for (Multivector result :
        List.of(
            Rotors.exp(b),
            Rotors.log(r),
            Rotors.normalize(r),
            Rotors.inPlane(e12, F.nar()),
            Rotors.between(v, v),
            Rotors.sandwich(r, v),
            Rotors.interpolate(r, r, 0))) {
      assertThat(result.patterns()).isNotEmpty().containsOnly(F.nar());
    }
  }
}
