package dev.adamant.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CgaTest {
  private static final Format F = Format.BPOSIT32;

  private static long p(double value) {
    return Posit.fromDouble(F, value);
  }

  private static Multivector up(double x, double y, double z) {
    return Cga.up(F, p(x), p(y), p(z));
  }

  private static long inner(Multivector a, Multivector b) {
    return a.product(ProductKind.INNER, b).component(0);
  }

  @Test
  void theNullBasis() {
    Multivector o = Cga.origin(F);
    Multivector infinity = Cga.infinity(F);
    assertThat(inner(o, o)).isZero();
    assertThat(inner(infinity, infinity)).isZero();
    assertThat(inner(o, infinity)).isEqualTo(p(-1));
    assertThat(up(0, 0, 0)).isEqualTo(o);
  }

  @Test
  void innerProductsOfPointsAreDistances() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 20; trial++) {
      double[] q = Algebras.quarters(random, 6);
      Multivector a = up(q[0], q[1], q[2]);
      Multivector b = up(q[3], q[4], q[5]);
      double square =
          Math.pow(q[0] - q[3], 2) + Math.pow(q[1] - q[4], 2) + Math.pow(q[2] - q[5], 2);
      assertThat(inner(a, a)).isZero();
      assertThat(inner(a, b)).isEqualTo(p(-square / 2));
      assertThat(Cga.down(a.scale(p(-3)))).containsExactly(p(q[0]), p(q[1]), p(q[2]));
    }
  }

  @Test
  void aSphereThroughFourPointsHasItsCentreAndRadius() {
    // Centre (1, 2, 3), radius 3.
    Multivector sphere = Cga.sphere(up(4, 2, 3), up(1, 5, 3), up(1, 2, 0), up(2, 4, 5));
    assertThat(Cga.centre(sphere)).containsExactly(p(1), p(2), p(3));
    assertThat(Cga.radius(sphere)).isEqualTo(p(3));
    Multivector on = up(-1, 1, 1);
    assertThat(sphere.product(ProductKind.OUTER, on).patterns()).containsOnly(0);
    assertThat(sphere.product(ProductKind.OUTER, up(0, 0, 0)).patterns()).doesNotContain(0);
    Multivector dual = Cga.dualSphere(F, p(1), p(2), p(3), p(3));
    assertThat(inner(dual, on)).isZero();
    assertThat(Cga.down(dual)).containsExactly(p(1), p(2), p(3));
    assertThat(dual.squaredNorm()).isEqualTo(p(9));
  }

  @Test
  void flatsAreRoundsThroughInfinity() {
    Multivector plane = Cga.plane(up(0, 0, 2), up(1, 0, 2), up(0, 3, 2));
    assertThat(plane.product(ProductKind.OUTER, up(5, -7, 2)).patterns()).containsOnly(0);
    assertThat(plane.product(ProductKind.OUTER, up(5, -7, 3)).patterns()).doesNotContain(0);
    assertThat(inner(Cga.dualPlane(F, 0, 0, F.one(), p(2)), up(5, -7, 2))).isZero();
    Multivector line = Cga.line(up(0, 0, 0), up(1, 1, 1));
    assertThat(line.grades()).isEqualTo(GradeSet.of(3));
    assertThat(line.product(ProductKind.OUTER, up(2, 2, 2)).patterns()).containsOnly(0);
    Multivector circle = Cga.circle(up(1, 0, 0), up(0, 1, 0), up(-1, 0, 0));
    assertThat(circle.product(ProductKind.OUTER, up(0, -1, 0)).patterns()).containsOnly(0);
    Multivector pair = Cga.pair(up(1, 0, 0), up(0, 1, 0));
    assertThat(pair.product(ProductKind.OUTER, up(1, 0, 0)).patterns()).containsOnly(0);
    assertThatThrownBy(() -> Cga.centre(plane))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageEndingWith("has no position: it is flat or lies at infinity, its weight is 0");
    assertThatThrownBy(() -> Cga.radius(plane)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Cga.down(Cga.infinity(F))).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void rotorsMoveTurnAndScale() {
    Multivector t = Cga.translator(F, p(1), p(2), p(3));
    assertThat(Cga.down(Rotors.sandwich(t, up(4, 5, 6)))).containsExactly(p(5), p(7), p(9));
    Multivector generator = Rotors.log(t);
    assertThat(Rotors.exp(generator).part(t.grades())).as("null generator").isEqualTo(t);
    // A dilation about the origin by 4: exp(−½ ln 4 · e45), whose square is positive.
    Multivector e45 = Multivector.basis(Cga.SIGNATURE, F, 0b11000);
    Multivector dilator = Rotors.exp(e45.scale(p(-0.5 * Math.log(4))));
    double[] scaled = new double[3];
    long[] position = Cga.down(Rotors.sandwich(dilator, up(1, -2, 0.5)));
    for (int i = 0; i < 3; i++) {
      scaled[i] = Posit.toDouble(F, position[i]);
    }
    assertThat(scaled).containsExactly(new double[] {4, -8, 2}, within(0x1p-18));
  }

  @Test
  void naRAndOtherAlgebrasAreToldApart() {
    assertThat(Cga.up(F, F.nar(), 0, 0).patterns()).containsOnly(F.nar());
    assertThat(Cga.down(Cga.up(F, F.nar(), 0, 0))).containsOnly(F.nar());
    assertThat(Cga.pair(up(1, 2, 3), Cga.up(F, F.nar(), 0, 0)).patterns()).containsOnly(F.nar());
    assertThat(Cga.translator(F, 0, F.nar(), 0).patterns()).containsOnly(F.nar());
    Multivector other = Multivector.zero(Signature.PGA, F, GradeSet.VECTOR);
    assertThatThrownBy(() -> Cga.down(other))
        .hasMessage("conformal geometry takes multivectors of Cl(4,1,0), not of Cl(3,0,1)");
    Multivector imaginary =
        Cga.dualSphere(F, 0, 0, 0, 0).plus(Cga.infinity(F)).hodge(); // o + ∞ squares to −2
    assertThat(Cga.radius(imaginary)).isEqualTo(F.nar());
  }
}
