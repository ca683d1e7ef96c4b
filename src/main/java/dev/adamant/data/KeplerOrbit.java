package dev.adamant.data;

/**
 * The motion of a body about another by their gravitation alone, in any units that fit each other.
 * Immutable. Ellipses, parabolas and hyperbolas are one: with universal variables (Battin, An
 * introduction to the mathematics and methods of astrodynamics, AIAA 1999, section 4.5). Operations
 * are those of doubles and {@link StrictMath}, so results are the same everywhere.
 */
public final class KeplerOrbit {

  private static final int MOST_ITERATIONS = 200;

  private final double gm;
  private final double[] position;
  private final double[] velocity;

  /**
   * Of a state.
   *
   * @param gm the constant of gravitation times the sum of both masses; above 0
   * @param position relative to the other body, three components, not all 0; copied
   * @param velocity relative to the other body, three components; copied
   * @throws IllegalArgumentException when these are not so
   */
  public KeplerOrbit(double gm, double[] position, double[] velocity) {
    this.gm = gm;
    this.position = position.clone();
    this.velocity = velocity.clone();
    double size = dot(position, position) + dot(velocity, velocity);
    if (position.length != 3
        || velocity.length != 3
        || !(gm > 0 && Double.isFinite(gm))
        || !(dot(position, position) > 0 && Double.isFinite(size))) {
      throw new IllegalArgumentException(
          "no orbit for the gm "
              + gm
              + " and "
              + position.length
              + " components of position: gm"
              + " and the distance must be finite and above 0, vectors have three components");
    }
  }

  /** The position relative to the other body, as a copy. */
  public double[] position() {
    return position.clone();
  }

  /** The velocity relative to the other body, as a copy. */
  public double[] velocity() {
    return velocity.clone();
  }

  /** The acceleration relative to the other body: −gm x/‖x‖³. */
  public double[] acceleration() {
    double square = dot(position, position);
    return combined(-gm / (square * Math.sqrt(square)), position, 0, velocity);
  }

  /** ‖v‖²/2 − gm/‖x‖, which does not change; below 0 for an ellipse. */
  public double energy() {
    return dot(velocity, velocity) / 2 - gm / Math.sqrt(dot(position, position));
  }

  /** The time of one turn; infinite where the orbit is no ellipse. */
  public double period() {
    double a = -gm / (2 * energy());
    return energy() < 0 ? 2 * Math.PI * a * Math.sqrt(a / gm) : Double.POSITIVE_INFINITY;
  }

  /**
   * The orbit as it is later.
   *
   * @param time that passes, finite; before now where it is negative
   */
  public KeplerOrbit after(double time) {
    if (!Double.isFinite(time)) {
      throw new IllegalArgumentException("the time " + time + " is not finite");
    }
    if (time < 0) {
      KeplerOrbit back = reversed().after(-time);
      return back.reversed();
    }
    double period = period();
    double rest = period < time ? time - period * Math.floor(time / period) : time;
    return rest == 0 ? this : at(new Universal(), rest);
  }

  private KeplerOrbit reversed() {
    return new KeplerOrbit(gm, position, combined(0, position, -1, velocity));
  }

  private KeplerOrbit at(Universal anomaly, double time) {
    anomaly.solve(time);
    double root = Math.sqrt(gm);
    double x = anomaly.value;
    double f = 1 - x * x * anomaly.c / anomaly.start;
    double g = time - x * x * x * anomaly.s / root;
    double[] now = combined(f, position, g, velocity);
    double r = Math.sqrt(dot(now, now));
    double slopeF = root * x * (anomaly.inverse * x * x * anomaly.s - 1) / (r * anomaly.start);
    double slopeG = 1 - x * x * anomaly.c / r;
    return new KeplerOrbit(gm, now, combined(slopeF, position, slopeG, velocity));
  }

  /** The universal anomaly, in which the time is √gm t = σ x²c + (1 − αr₀) x³s + r₀x. */
  private final class Universal {
    private final double start = Math.sqrt(dot(position, position));
    private final double sigma = dot(position, velocity) / Math.sqrt(gm);
    private final double inverse = -2 * energy() / gm;
    private double value;
    private double c;
    private double s;

    /** The time grows with the anomaly, so there is one solution: Newton's steps in a bracket. */
    void solve(double time) {
      double wanted = time * Math.sqrt(gm);
      double low = 0;
      double high = wanted / start;
      while (excess(high, wanted) < 0) {
        low = high;
        high *= 2;
      }
      double x = (low + high) / 2;
      double step = high - low;
      for (int i = 0; i < MOST_ITERATIONS && low < x && x < high; i++) {
        double excess = excess(x, wanted);
        if (excess < 0) {
          low = x;
        } else {
          high = x;
        }
        double newton = x - excess / distance(x);
        if (newton == x) {
          break;
        }
        // Far off, where the time grows as an exponential, Newton's steps are too small.
        boolean fast = newton > low && newton < high && Math.abs(newton - x) < step / 2;
        double next = fast ? newton : low + (high - low) / 2;
        step = Math.abs(next - x);
        x = next;
      }
      excess(x, wanted);
    }

    /** Also where the functions overflow: then the anomaly is too large. */
    private double excess(double x, double wanted) {
      set(x);
      double time = sigma * x * x * c + (1 - inverse * start) * x * x * x * s + start * x - wanted;
      return Double.isNaN(time) ? Double.POSITIVE_INFINITY : time;
    }

    /** The derivative of the time by the anomaly. */
    private double distance(double x) {
      double z = inverse * x * x;
      return x * x * c + sigma * x * (1 - z * s) + start * (1 - z * c);
    }

    /** The functions of Stumpff c2 and c3 of αx². */
    private void set(double x) {
      value = x;
      double z = inverse * x * x;
      double root = Math.sqrt(Math.abs(z));
      if (root < 1) {
        c = series(z, 2);
        s = series(z, 3);
      } else if (z > 0) {
        double half = StrictMath.sin(root / 2);
        c = 2 * half * half / z;
        s = (root - StrictMath.sin(root)) / (root * z);
      } else {
        double half = StrictMath.sinh(root / 2);
        c = -2 * half * half / z;
        s = (root - StrictMath.sinh(root)) / (root * z);
      }
    }

    /** 1/k! − z/(k + 2)! + z²/(k + 4)! − … for z of magnitude below 1. */
    private double series(double z, int k) {
      double sum = 0;
      for (int last = k + 18; last > k; last -= 2) {
        sum = (1 - sum) * z / (last * (last - 1));
      }
      return (1 - sum) / (k == 2 ? 2 : 6);
    }
  }

  private static double[] combined(double f, double[] a, double g, double[] b) {
    return new double[] {f * a[0] + g * b[0], f * a[1] + g * b[1], f * a[2] + g * b[2]};
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
