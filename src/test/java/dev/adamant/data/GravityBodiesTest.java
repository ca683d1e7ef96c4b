package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.algebra.Dimension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GravityBodiesTest {

  private static final int BODIES = 4;

  private static Dataset data;

  @BeforeAll
  static void begin() throws DataException {
    data = open("nbody:train=600,test=10");
  }

  private static Dataset open(String name) throws DataException {
    return DataSources.open(name, DataOptions.DEFAULT, ProgressListener.NONE);
  }

  private static double[] gm(int sample) {
    double[] gm = new double[BODIES];
    for (int body = 0; body < BODIES; body++) {
      gm[body] = data.feature(sample, body);
    }
    return gm;
  }

  private static double[] position(Dataset of, int sample, int body) {
    return vector(of, sample, BODIES + body);
  }

  private static double[] velocity(int sample, int body) {
    return vector(data, sample, 4 * BODIES + body);
  }

  private static double[] vector(Dataset of, int sample, int first) {
    return new double[] {
      of.feature(sample, first),
      of.feature(sample, first + BODIES),
      of.feature(sample, first + 2 * BODIES)
    };
  }

  private static double[] end(Dataset of, int sample, int body) {
    return new double[] {
      of.target(sample, body),
      of.target(sample, body + BODIES),
      of.target(sample, body + 2 * BODIES)
    };
  }

  private static double[] difference(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static int star(int sample) {
    int star = 0;
    for (int body = 1; body < BODIES; body++) {
      star = gm(sample)[body] > gm(sample)[star] ? body : star;
    }
    return star;
  }

  @Test
  void theSchemaIsThatOfBodies() {
    assertThat(data.schema()).hasToString("Cl(3,0,0): gm, position, velocity -> final");
    assertThat(data.schema().inputs().getFirst().dimension())
        .isEqualTo(Dimension.parse("m^3 s^-2"));
    assertThat(data.features()).isEqualTo(28);
    assertThat(data.outputs()).isEqualTo(12);
    assertThat(data.featureNames().get(0)).isEqualTo("gm[1]");
    assertThat(data.featureNames().get(9)).isEqualTo("position[2].e2");
    assertThat(data.featureNames().get(27)).isEqualTo("velocity[4].e3");
    int at = 0;
    for (Field field : data.schema().inputs()) {
      int length = field.length(data.schema().signature());
      for (int i = 0; i < data.size(); i++) {
        for (int k = at; k < at + length; k++) {
          assertThat(Math.abs(data.feature(i, k))).isLessThan(field.bound());
        }
      }
      at += length;
    }
  }

  @Test
  void planetsAreOnNearlyCircularOrbitsInAPlane() {
    int[] stars = new int[BODIES];
    double upright = 0;
    for (int i = 0; i < data.size(); i++) {
      int star = star(i);
      stars[star]++;
      assertThat(gm(i)[star]).isBetween(1.0, 10.0);
      assertThat(velocity(i, star)).containsOnly(0);
      double[] normal = null;
      for (int body = 0; body < BODIES; body++) {
        if (body != star) {
          assertThat(gm(i)[body]).isBetween(0.01, 0.1);
          double[] x = difference(position(data, i, body), position(data, i, star));
          assertThat(norm(x)).isBetween(0.1 - 1e-12, 1 + 1e-12);
          double[] v = velocity(i, body);
          assertThat(norm(v)).isCloseTo(Math.sqrt(gm(i)[star] / norm(x)), within(0.1));
          assertThat(dot(x, v) / norm(x)).isCloseTo(0, within(0.064));
          if (normal == null) {
            int next = (body + 1) % BODIES == star ? (body + 2) % BODIES : (body + 1) % BODIES;
            normal = cross(x, difference(position(data, i, next), position(data, i, star)));
            upright += normal[2] * normal[2] / dot(normal, normal);
          }
          assertThat(dot(x, normal) / norm(normal)).isCloseTo(0, within(1e-9));
        }
      }
    }
    for (int count : stars) {
      assertThat(count).isBetween(110, 195);
    }
    assertThat(upright / data.size()).isCloseTo(1.0 / 3, within(0.05));
  }

  /** The centre of mass moves on a line, step by step, whatever the forces. */
  @Test
  void theEndIsThatOfTheSteps() {
    for (int i = 0; i < data.size(); i++) {
      double[] sum = new double[3];
      double mass = 0;
      for (int body = 0; body < BODIES; body++) {
        double[] moved = difference(end(data, i, body), position(data, i, body));
        assertThat(norm(moved)).isLessThanOrEqualTo(2);
        for (int axis = 0; axis < 3; axis++) {
          sum[axis] += gm(i)[body] * (moved[axis] - 0.1 * velocity(i, body)[axis]);
        }
        mass += gm(i)[body];
      }
      assertThat(norm(sum) / mass).isCloseTo(0, within(1e-12));
    }
    for (int i : new int[] {0, 1, 2, 605}) {
      double[][] expected = integrated(i);
      for (int body = 0; body < BODIES; body++) {
        assertThat(norm(difference(end(data, i, body), expected[body]))).isLessThan(1e-9);
      }
    }
  }

  /** By forces between pairs, each body at its own mass. */
  private static double[][] integrated(int sample) {
    double[][] x = new double[BODIES][];
    double[][] momentum = new double[BODIES][3];
    double[] mass = gm(sample);
    for (int body = 0; body < BODIES; body++) {
      x[body] = position(data, sample, body);
      for (int axis = 0; axis < 3; axis++) {
        momentum[body][axis] = mass[body] * velocity(sample, body)[axis];
      }
    }
    for (int step = 0; step < 100; step++) {
      for (int i = 0; i < BODIES; i++) {
        for (int j = i + 1; j < BODIES; j++) {
          double[] apart = difference(x[j], x[i]);
          for (int axis = 0; axis < 3; axis++) {
            double force = mass[i] * mass[j] * apart[axis] / Math.pow(norm(apart), 3);
            momentum[i][axis] += 0.001 * force;
            momentum[j][axis] -= 0.001 * force;
          }
        }
      }
      for (int i = 0; i < BODIES; i++) {
        for (int axis = 0; axis < 3; axis++) {
          x[i][axis] += 0.001 * momentum[i][axis] / mass[i];
        }
      }
    }
    return x;
  }

  @Test
  void theShiftMovesThoseThatJudge() throws DataException {
    Dataset moved = open("nbody:train=600,test=10,shift=200");
    for (int i = 590; i < 610; i++) {
      double by = i < 600 ? 0 : 200;
      for (int body = 0; body < BODIES; body++) {
        double[] x = difference(position(moved, i, body), position(data, i, body));
        double[] end = difference(end(moved, i, body), end(data, i, body));
        assertThat(norm(difference(x, new double[] {by, 0, 0}))).isLessThan(1e-12);
        assertThat(norm(difference(end, new double[] {by, 0, 0}))).isLessThan(1e-9);
      }
    }
  }

  @Test
  void thereMayBeMorePlanets() throws DataException {
    Dataset six = open("nbody:train=2,test=1,planets=5");
    assertThat(six.features()).isEqualTo(42);
    assertThat(six.schema().outputs().getFirst().nodes()).isEqualTo(6);
  }
}
