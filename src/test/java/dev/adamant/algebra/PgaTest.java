package dev.adamant.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PgaTest {
  private static final Format F = Format.BPOSIT32;

  private static long p(double value) {
    return Posit.fromDouble(F, value);
  }

  private static Multivector point(double x, double y, double z) {
    return Pga.point(F, p(x), p(y), p(z));
  }

  private static Multivector plane(double a, double b, double c, double d) {
    return Pga.plane(F, p(a), p(b), p(c), p(d));
  }

  @Test
  void aPointIsTheMeetOfPlanes() {
    Multivector x = plane(1, 0, 0, -2);
    Multivector y = plane(0, 1, 0, -3);
    Multivector z = plane(0, 0, 1, -5);
    assertThat(Pga.meet(Pga.meet(x, y), z)).isEqualTo(point(2, 3, 5));
    assertThat(Pga.coordinates(point(2, 3, 5).scale(p(-4)))).containsExactly(p(2), p(3), p(5));
    Multivector parallel = Pga.meet(x, plane(1, 0, 0, -7));
    assertThat(parallel.part(GradeSet.of(2)).norm()).as("an ideal line").isZero();
    assertThat(Pga.idealNorm(parallel)).isEqualTo(p(5));
    assertThat(Pga.meet(Pga.idealPlane(F), Pga.join(point(0, 0, 0), point(1, 2, 3))))
        .as("a line meets the ideal plane in its direction")
        .isEqualTo(Pga.idealPoint(F, p(-1), p(-2), p(-3)));
  }

  @Test
  void joinsContainWhatTheyJoin() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 20; trial++) {
      double[] q = Algebras.quarters(random, 9);
      Multivector a = point(q[0], q[1], q[2]);
      Multivector b = point(q[3], q[4], q[5]);
      Multivector c = point(q[6], q[7], q[8]);
      Multivector line = Pga.join(a, b);
      Multivector plane = Pga.join(line, c);
      assertThat(line.grades()).isEqualTo(Pga.LINE);
      assertThat(plane.grades()).isEqualTo(Pga.PLANE);
      for (Multivector on : List.of(a, b, c)) {
        assertThat(Pga.join(plane, on).component(0)).isZero();
      }
      assertThat(Pga.join(line, a).patterns()).containsOnly(0);
      assertThat(Pga.join(line, b).patterns()).containsOnly(0);
      assertThat(Pga.join(b, a)).isEqualTo(line.negate());
    }
  }

  @Test
  void theLineAlongZIsThePositiveTurnFromXToY() {
    Multivector axis = Pga.join(point(0, 0, 0), point(0, 0, 1));
    assertThat(axis).isEqualTo(Multivector.basis(Pga.SIGNATURE, F, 0b0110).part(Pga.LINE));
    assertThat(axis).isEqualTo(Pga.meet(plane(1, 0, 0, 0), plane(0, 1, 0, 0)));
  }

  @Test
  void distances() {
    assertThat(PgaMeasures.distance(point(1, 2, 3), point(4, 6, 15).scale(p(-2)))).isEqualTo(p(13));
    assertThat(PgaMeasures.distance(point(1, 2, 3), plane(0, 0, 4, 8))).isEqualTo(p(5));
    Multivector z = Pga.join(point(0, 0, 0), point(0, 0, 2));
    assertThat(PgaMeasures.distance(z, point(3, 4, 9))).isEqualTo(p(5));
    assertThat(PgaMeasures.distance(point(3, 4, 9), z)).isEqualTo(p(5));
    Multivector alongX = Pga.join(point(0, 7, 1), point(3, 7, 1));
    assertThat(PgaMeasures.distance(z, alongX)).as("skew").isEqualTo(p(7));
    Multivector parallel = Pga.join(point(5, 12, 1), point(5, 12, 4));
    assertThat(PgaMeasures.distance(z, parallel)).as("parallel").isEqualTo(p(13));
    assertThat(PgaMeasures.distance(z, z)).isZero();
    assertThat(PgaMeasures.distance(plane(2, 0, 0, -4), plane(-3, 0, 0, 9))).isEqualTo(p(1));
    assertThat(PgaMeasures.distance(plane(2, 0, 0, -4), z)).isEqualTo(p(2));
    Multivector unknown = Pga.point(F, F.nar(), 0, 0);
    assertThat(PgaMeasures.distance(unknown, z)).isEqualTo(F.nar());
    assertThat(Pga.idealNorm(unknown)).isEqualTo(F.nar());
  }

  @Test
  void anglesToTheLastPlace() {
    Multivector z = Pga.join(point(0, 0, 0), point(0, 0, 2));
    Multivector slanted = Pga.join(point(1, 1, 1), point(1, 2, 2));
    assertThat(PgaMeasures.angle(z, slanted)).isEqualTo(p(Math.PI / 4));
    assertThat(PgaMeasures.angle(z, z)).isZero();
    assertThat(PgaMeasures.angle(z, z.negate())).isEqualTo(p(Math.PI));
    assertThat(PgaMeasures.angle(plane(1, 0, 0, 5), plane(0, 3, 0, 1))).isEqualTo(p(Math.PI / 2));
    assertThat(PgaMeasures.angle(plane(1, 0, 0, 5), plane(-1, 1, 0, 1)))
        .isEqualTo(p(3 * Math.PI / 4));
    assertThat(PgaMeasures.angle(z, plane(0, 0, 1, 1))).isEqualTo(p(Math.PI / 2));
    assertThat(PgaMeasures.angle(plane(1, 0, 0, 1), z)).isZero();
    assertThat(PgaMeasures.angle(plane(0, 1, 1, 1), z)).isEqualTo(p(Math.PI / 4));
    double tiny = 0x1p-40;
    long angle = PgaMeasures.angle(plane(1, 0, 0, 0), plane(1, tiny, 0, 0));
    assertThat(Posit.toDouble(F, angle)).isCloseTo(tiny, within(0x1p-62));
    Multivector unknown = Pga.plane(F, F.nar(), 0, 0, 0);
    assertThat(PgaMeasures.angle(unknown, z)).isEqualTo(F.nar());
  }

  @Test
  void whatHasNoMeasureIsRefused() {
    Multivector ideal = Pga.idealPoint(F, p(1), p(2), p(3));
    assertThatThrownBy(() -> Pga.coordinates(ideal))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageEndingWith("is ideal: it has a direction and no coordinates");
    Multivector space = Multivector.zero(new Signature(3, 0, 0), F, Pga.POINT);
    assertThatThrownBy(() -> Pga.coordinates(space))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("coordinates takes a multivector of Cl(3,0,1), not of Cl(3,0,0)");
    assertThatThrownBy(() -> PgaMeasures.distance(ideal, point(0, 0, 0)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("no distance from")
        .hasMessageEndingWith("it is ideal");
    assertThatThrownBy(() -> PgaMeasures.distance(plane(1, 0, 0, 0), plane(0, 1, 0, 0)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("no distance of 1.0 e1 and 1.0 e2: they meet, for they are not parallel");
    assertThatThrownBy(() -> PgaMeasures.angle(plane(1, 0, 0, 0), point(0, 1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no angle of the grades 1 and 3: a point has no direction");
    assertThatThrownBy(() -> PgaMeasures.angle(Pga.idealPlane(F), plane(0, 1, 0, 0)))
        .hasMessage("no angle with 1.0 e0: it is ideal");
    Multivector scalar = Multivector.scalar(Pga.SIGNATURE, F, F.one());
    assertThatThrownBy(() -> PgaMeasures.distance(scalar, scalar))
        .hasMessage(
            "a measure of the grades {0} of Cl(3,0,1): it takes a plane, a line or a point of"
                + " Cl(3,0,1)");
  }
}
