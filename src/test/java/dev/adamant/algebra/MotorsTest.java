package dev.adamant.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MotorsTest {
  private static final Format F = Format.BPOSIT32;

  static Stream<Format> formats() {
    return Stream.of(Format.BPOSIT32, Format.POSIT32, Format.POSIT64, Format.POSIT16);
  }

  private static long p(Format f, double value) {
    return Posit.fromDouble(f, value);
  }

  private static double unit(Format f) {
    return Posit.toDouble(f, f.one() + 1) - 1 + 0x1p-52;
  }

  private static Multivector point(Format f, double x, double y, double z) {
    return Pga.point(f, p(f, x), p(f, y), p(f, z));
  }

  private static double[] doubles(Format f, long[] patterns) {
    return Arrays.stream(patterns).mapToDouble(v -> Posit.toDouble(f, v)).toArray();
  }

  private static Multivector random(Format f, SplittableRandom random) {
    return Rotors.exp(
        Multivector.fromDoubles(Pga.SIGNATURE, f, Pga.LINE, Algebras.normal(random, 6)));
  }

  @Test
  void translatorsMovePointsLinesAndPlanes() {
    Multivector t = Motors.translator(F, p(F, 1), p(F, 2), p(F, -3));
    assertThat(t.component(0b0011)).isEqualTo(p(F, -0.5));
    assertThat(Pga.coordinates(Rotors.sandwich(t, point(F, 4, 5, 6))))
        .containsExactly(p(F, 5), p(F, 7), p(F, 3));
    Multivector plane = Pga.plane(F, F.one(), 0, 0, p(F, -4));
    assertThat(Rotors.sandwich(t, plane))
        .as("x = 4 goes to x = 5")
        .isEqualTo(Pga.plane(F, F.one(), 0, 0, p(F, -5)));
    Multivector direction = Pga.idealPoint(F, F.one(), p(F, 2), p(F, 3));
    assertThat(Rotors.sandwich(t, direction)).isEqualTo(direction);
    Multivector line = Pga.join(point(F, 0, 0, 0), point(F, 1, 0, 0));
    assertThat(Rotors.sandwich(t, line))
        .isEqualTo(Pga.join(point(F, 1, 2, -3), point(F, 2, 2, -3)));
    assertThat(Motors.translator(F, F.nar(), 0, 0).patterns()).containsOnly(F.nar());
  }

  @Test
  void rotationAboutALineFollowsTheRightHand() {
    Multivector axis = Pga.join(point(F, 1, 0, 0), point(F, 1, 0, 1));
    Multivector turn = Rotors.inPlane(axis, p(F, Math.PI / 2));
    double[] turned = doubles(F, Pga.coordinates(Rotors.sandwich(turn, point(F, 2, 0, 5))));
    assertThat(turned).containsExactly(new double[] {1, 1, 5}, within(0x1p-21));
    assertThat(doubles(F, Rotors.sandwich(turn, axis).patterns()))
        .containsExactly(axis.toDoubles(), within(0x1p-22));
  }

  @Test
  void aScrewTurnsAboutItsLineAndMovesAlongIt() {
    Multivector axis = Pga.join(point(F, 1, 0, 0), point(F, 1, 0, 3));
    Multivector screw = Motors.screw(axis, p(F, Math.PI / 2), p(F, 2));
    double[] moved = doubles(F, Pga.coordinates(Rotors.sandwich(screw, point(F, 2, 0, 5))));
    assertThat(moved).containsExactly(new double[] {1, 1, 7}, within(0x1p-20));
    Multivector both =
        Motors.translator(F, 0, 0, p(F, 2)).times(Rotors.inPlane(axis, p(F, Math.PI / 2)));
    assertThat(screw.toDoubles())
        .containsExactly(both.part(Motors.GRADES).toDoubles(), within(0x1p-22));
    Multivector half = Motors.screw(axis, p(F, Math.PI / 4), F.one());
    Multivector identity = Multivector.scalar(Pga.SIGNATURE, F, F.one());
    assertThat(Rotors.interpolate(identity, screw, p(F, 0.5)).toDoubles())
        .containsExactly(half.toDoubles(), within(0x1p-22));
    assertThatThrownBy(() -> Motors.screw(Pga.join(axis, point(F, 1, 2, 3)), 0, 0))
        .hasMessage("screw of a multivector of the grades {1}: it takes {2}; take that part");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theSandwichIsTheRigidMatrix(Format f) {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 10; trial++) {
      Multivector motor = random(f, random);
      double[] m = doubles(f, Motors.toMatrix(motor));
      assertRigid(m, unit(f));
      double[] x = Algebras.normal(random, 3);
      Multivector point = point(f, x[0], x[1], x[2]);
      double[] at = doubles(f, Pga.coordinates(point));
      double[] moved = doubles(f, Pga.coordinates(Rotors.sandwich(motor, point)));
      for (int row = 0; row < 3; row++) {
        double expected = m[4 * row + 3];
        double size = Math.abs(m[4 * row + 3]);
        for (int i = 0; i < 3; i++) {
          expected += m[4 * row + i] * at[i];
          size += Math.abs(m[4 * row + i] * at[i]);
        }
        // Half a unit for each entry of the matrix, for the image, its weight and their quotient.
        // Formats with tapered precision lose up to two bits between 1 and the entries below 32.
        assertThat(moved[row]).isCloseTo(expected, within(4 * 2.5 * unit(f) * Math.max(1, size)));
      }
    }
  }

  private static void assertRigid(double[] m, double unit) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double dot = m[i] * m[j] + m[4 + i] * m[4 + j] + m[8 + i] * m[8 + j];
        assertThat(dot).isCloseTo(i == j ? 1 : 0, within(4 * unit));
      }
    }
    assertThat(Arrays.copyOfRange(m, 12, 16)).containsExactly(0, 0, 0, 1);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void matricesAndMotorsGoBackAndForth(Format f) {
    SplittableRandom random = new SplittableRandom(12);
    for (int trial = 0; trial < 10; trial++) {
      Multivector motor = random(f, random);
      Multivector back = Motors.fromMatrix(f, Motors.toMatrix(motor));
      double sign = Math.signum(dot(motor.toDoubles(), back.toDoubles()));
      double[] expected = motor.toDoubles();
      double[] found = back.toDoubles();
      for (int i = 0; i < 8; i++) {
        assertThat(sign * found[i]).isCloseTo(expected[i], within(16 * unit(f)));
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void halfTurnsComeFromMatricesExactly() {
    double[][] diagonals = {{1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}, {1, 1, 1}};
    double[][] motors = {
      {0, 0, 0, 0, 0, 0, -1, 0},
      {0, 0, 0, 0, 0, 1, 0, 0},
      {0, 0, 0, 0, -1, 0, 0, 0},
      {1, 0, 0, 0, 0, 0, 0, 0}
    };
    for (int i = 0; i < 4; i++) {
      double[] d = diagonals[i];
      double[] matrix = {d[0], 0, 0, 0, 0, d[1], 0, 0, 0, 0, d[2], 0, 0, 0, 0, 1};
      long[] patterns = Arrays.stream(matrix).mapToLong(v -> p(F, v)).toArray();
      Multivector motor = Motors.fromMatrix(F, patterns);
      assertThat(motor.toDoubles()).containsExactly(motors[i]);
      assertThat(Motors.toMatrix(motor)).containsExactly(patterns);
    }
  }

  @Test
  void motorsCompose() {
    SplittableRandom random = new SplittableRandom(13);
    Multivector a = random(F, random);
    Multivector b = random(F, random);
    Multivector both = a.times(b);
    assertThat(both.grades()).isEqualTo(Motors.GRADES);
    for (Multivector x :
        List.of(
            point(F, 1, 2, 3),
            Pga.plane(F, p(F, 1), p(F, -2), p(F, 3), p(F, 4)),
            Pga.join(point(F, 1, 2, 3), point(F, -1, 0, 2)))) {
      double[] once = Rotors.sandwich(both, x).toDoubles();
      double[] twice = Rotors.sandwich(a, Rotors.sandwich(b, x)).toDoubles();
      assertThat(once).containsExactly(twice, within(unit(F) * 128));
    }
  }

  @Test
  void whatIsNotRigidIsRefused() {
    long one = F.one();
    long[] identity = {one, 0, 0, 0, 0, one, 0, 0, 0, 0, one, 0, 0, 0, 0, one};
    long[] mirror = identity.clone();
    mirror[0] = -one;
    assertThatThrownBy(() -> Motors.fromMatrix(F, mirror))
        .hasMessage(
            "the matrix is not rigid: it mirrors, its determinant must be 1; a motor cannot"
                + " mirror");
    long[] sheared = identity.clone();
    sheared[1] = p(F, 0x1p-18);
    assertThatThrownBy(() -> Motors.fromMatrix(F, sheared))
        .hasMessage(
            "the matrix is not rigid: the product of its columns 1 and 2 must be 0 within 2^-21;"
                + " orthonormalise its rotation first");
    long[] projective = identity.clone();
    projective[13] = 1;
    assertThatThrownBy(() -> Motors.fromMatrix(F, projective))
        .hasMessage("the last row of a rigid matrix must be 0 0 0 1; its entry 2 is not");
    assertThatThrownBy(() -> Motors.fromMatrix(F, new long[9]))
        .hasMessage("a rigid matrix of 9 entries: there must be 16, row after row");
    long[] unknown = identity.clone();
    unknown[3] = F.nar();
    assertThat(Motors.fromMatrix(F, unknown).patterns()).containsOnly(F.nar());
    assertThatThrownBy(() -> Motors.toMatrix(Multivector.zero(Pga.SIGNATURE, F, Pga.LINE)))
        .hasMessage("0 is no motor: its norm is 0");
    Multivector other = Multivector.scalar(new Signature(3, 0, 0), F, one);
    assertThatThrownBy(() -> Motors.toMatrix(other))
        .hasMessage("toMatrix takes a multivector of Cl(3,0,1), not of Cl(3,0,0)");
  }
}
