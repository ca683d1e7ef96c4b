package dev.adamant.data;

/**
 * What two-body motion says of the dataset {@code orbits}, to compare models with: each planet and
 * the Sun as if they were alone. An acceleration is that of a planet by the Sun, and that of the
 * Sun the sum by the planets. A place some days later is that of the planet's {@link KeplerOrbit}
 * about the Sun; the Sun is where the barycentre of all keeps its velocity.
 */
public final class KeplerBaseline {

  private static final int AXES = 3;

  private final Dataset data;
  private final int bodies;
  private final int days;

  /**
   * Of a dataset.
   *
   * @param orbits as {@link DataSources} opens it by the name {@code orbits}
   * @throws DataException when it is another
   */
  public KeplerBaseline(Dataset orbits) throws DataException {
    this.data = orbits;
    if (!SourceName.baseOf(orbits.name()).equals(Orbits.NAME)) {
      throw new DataException(
          orbits.name() + ": has no two-body motion to compare with: take the data orbits");
    }
    this.days = Orbits.days(orbits.name());
    this.bodies = Ephemeris.Body.values().length;
  }

  /**
   * What it says of a sample: as many numbers as there are targets, in their order and units.
   *
   * @throws IndexOutOfBoundsException when there is no such sample
   */
  public double[] predict(int sample) {
    return days == 0 ? accelerations(sample) : places(sample);
  }

  /** The mean over the samples and targets of the squared differences from the targets. */
  public double meanSquaredError(int[] samples) {
    double sum = 0;
    for (int sample : samples) {
      double[] predicted = predict(sample);
      for (int k = 0; k < predicted.length; k++) {
        double error = predicted[k] - data.target(sample, k);
        sum += error * error;
      }
    }
    return sum / samples.length / data.outputs();
  }

  private double[] accelerations(int sample) {
    double[] accelerations = new double[AXES * bodies];
    for (int planet = 1; planet < bodies; planet++) {
      KeplerOrbit orbit = orbit(sample, planet);
      double total = gm(sample, 0) + gm(sample, planet);
      for (int axis = 0; axis < AXES; axis++) {
        double relative = orbit.acceleration()[axis];
        accelerations[axis * bodies + planet] = relative * (gm(sample, 0) / total);
        accelerations[axis * bodies] -= relative * (gm(sample, planet) / total);
      }
    }
    return accelerations;
  }

  private double[] places(int sample) {
    double[] places = new double[AXES * bodies];
    double[] pull = new double[AXES];
    double[] start = new double[AXES];
    double total = gm(sample, 0);
    for (int planet = 1; planet < bodies; planet++) {
      double[] end = orbit(sample, planet).after(days).position();
      total += gm(sample, planet);
      for (int axis = 0; axis < AXES; axis++) {
        places[axis * bodies + planet] = end[axis];
        pull[axis] += gm(sample, planet) * end[axis];
      }
    }
    for (int body = 0; body < bodies; body++) {
      for (int axis = 0; axis < AXES; axis++) {
        start[axis] +=
            gm(sample, body) * (position(sample, body)[axis] + days * velocity(sample, body)[axis]);
      }
    }
    for (int axis = 0; axis < AXES; axis++) {
      double sun = (start[axis] - pull[axis]) / total;
      for (int body = 0; body < bodies; body++) {
        places[axis * bodies + body] += sun;
      }
    }
    return places;
  }

  private KeplerOrbit orbit(int sample, int planet) {
    return new KeplerOrbit(
        gm(sample, 0) + gm(sample, planet),
        relative(position(sample, planet), position(sample, 0)),
        relative(velocity(sample, planet), velocity(sample, 0)));
  }

  private static double[] relative(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }

  private double gm(int sample, int body) {
    return data.feature(sample, body);
  }

  private double[] position(int sample, int body) {
    return vector(sample, bodies + body);
  }

  private double[] velocity(int sample, int body) {
    return vector(sample, 4 * bodies + body);
  }

  private double[] vector(int sample, int first) {
    double[] vector = new double[AXES];
    for (int axis = 0; axis < AXES; axis++) {
      vector[axis] = data.feature(sample, first + axis * bodies);
    }
    return vector;
  }
}
