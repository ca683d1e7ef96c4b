package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeplerOrbitTest {

  private static final double GM = 2.5;

  private static void close(double[] actual, double[] expected, double most) {
    assertThat(actual).containsExactly(expected, Offset.offset(most));
  }

  /** At the pericentre at distance q on the first axis. */
  private static KeplerOrbit pericentre(double q, double eccentricity) {
    double speed = Math.sqrt(GM * (1 + eccentricity) / q);
    return new KeplerOrbit(GM, new double[] {q, 0, 0}, new double[] {0, speed, 0});
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.6, 0.95, 0.999})
  void ellipsesAreThoseOfKeplersEquation(double eccentricity) {
    double a = 0.8 / (1 - eccentricity);
    KeplerOrbit orbit = pericentre(0.8, eccentricity);
    double rate = Math.sqrt(GM / (a * a * a));
    assertThat(orbit.period()).isCloseTo(2 * Math.PI / rate, within(1e-9 / rate));
    for (double anomaly = -7; anomaly < 20; anomaly += 0.37) {
      double time = (anomaly - eccentricity * Math.sin(anomaly)) / rate;
      KeplerOrbit later = orbit.after(time);
      double b = a * Math.sqrt(1 - eccentricity * eccentricity);
      double[] expected = {a * (Math.cos(anomaly) - eccentricity), b * Math.sin(anomaly), 0};
      // The energy, and so the period, is a difference that is 1 − e times what it is made of.
      close(later.position(), expected, 1e-11 * a / (1 - eccentricity));
      assertThat(later.energy()).isCloseTo(-GM / (2 * a), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.001, 1.5, 4})
  void hyperbolasAreThoseOfKeplersEquation(double eccentricity) {
    double a = 0.8 / (eccentricity - 1);
    KeplerOrbit orbit = pericentre(0.8, eccentricity);
    double rate = Math.sqrt(GM / (a * a * a));
    assertThat(orbit.period()).isInfinite();
    for (double anomaly = -6; anomaly < 7; anomaly += 0.43) {
      double time = (eccentricity * Math.sinh(anomaly) - anomaly) / rate;
      double b = a * Math.sqrt(eccentricity * eccentricity - 1);
      double[] expected = {a * (eccentricity - Math.cosh(anomaly)), b * Math.sinh(anomaly), 0};
      close(orbit.after(time).position(), expected, 1e-10 * a * Math.cosh(anomaly));
    }
  }

  @Test
  void parabolasAreThoseOfBarkersEquation() {
    KeplerOrbit orbit = pericentre(0.8, 1);
    for (double d = -5; d < 5; d += 0.37) {
      double time = Math.sqrt(2 * 0.8 * 0.8 * 0.8 / GM) * (d + d * d * d / 3);
      double[] expected = {0.8 * (1 - d * d), 1.6 * d, 0};
      close(orbit.after(time).position(), expected, 1e-12 * (1 + d * d));
    }
  }

  @Test
  void itComesBackAndGoesOn() {
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double[] v = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      KeplerOrbit orbit = new KeplerOrbit(GM, x, v);
      double time = 3 * random.nextDouble();
      KeplerOrbit later = orbit.after(time);
      close(later.after(-time).position(), x, 1e-9);
      close(later.after(-time).velocity(), v, 1e-8);
      close(later.after(0.5).position(), orbit.after(time + 0.5).position(), 1e-9);
      close(cross(later.position(), later.velocity()), cross(x, v), 1e-10);
      if (orbit.period() < 100) {
        close(orbit.after(orbit.period()).position(), x, 1e-10);
      }
      // The acceleration is the second difference of the places.
      double step = 1e-3 * Math.sqrt(Math.pow(norm(x), 3) / GM);
      double[] a = orbit.acceleration();
      double[] next = orbit.after(step).position();
      double[] last = orbit.after(-step).position();
      for (int k = 0; k < 3; k++) {
        double difference = (next[k] - 2 * x[k] + last[k]) / (step * step);
        assertThat(a[k]).isCloseTo(difference, within(3e-4 * norm(a) * (1 + norm(v))));
      }
    }
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double norm(double[] a) {
    return Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
  }

  @Test
  void whatIsNoOrbitIsRefused() {
    double[] x = {1, 0, 0};
    KeplerOrbit orbit = new KeplerOrbit(1, x, x);
    assertThatThrownBy(() -> new KeplerOrbit(0, x, x))
        .hasMessage(
            "no orbit for the gm 0.0 and 3 components of position: gm and the distance must be"
                + " finite and above 0, vectors have three components");
    assertThatThrownBy(() -> new KeplerOrbit(1, new double[3], x))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeplerOrbit(1, x, new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> orbit.after(Double.NaN)).hasMessage("the time NaN is not finite");
  }
}
