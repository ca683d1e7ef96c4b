package dev.adamant.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Devices by chance, for simulations. */
final class Imagined {

  private static final double DECADES = 3;

  private Imagined() {}

  /**
   * Devices of different resources whose times of a slice are spread evenly over three powers of
   * ten.
   *
   * @param starts the time of a start is up to so many slices' time
   * @param error both times are off by up to this part of what is predicted
   */
  static List<Simulation.Device> devices(
      SplittableRandom random, int count, double starts, double error) {
    List<Simulation.Device> devices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double slice = 1e-6 * Math.pow(10, DECADES * random.nextDouble());
      double start = slice * starts * random.nextDouble();
      Speed predicted = new Speed(start, slice, i);
      Speed actual = new Speed(start * wrong(random, error), slice * wrong(random, error), i);
      devices.add(new Simulation.Device(predicted, actual, Double.POSITIVE_INFINITY));
    }
    return devices;
  }

  /** The same devices, failing at chance times before the end, but for one. */
  static List<Simulation.Device> failing(
      SplittableRandom random, List<Simulation.Device> devices, double end) {
    int stays = random.nextInt(devices.size());
    List<Simulation.Device> failing = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      Simulation.Device device = devices.get(i);
      double at = i == stays ? Double.POSITIVE_INFINITY : random.nextDouble() * end * 1.2;
      failing.add(new Simulation.Device(device.predicted(), device.actual(), at));
    }
    return failing;
  }

  /** Speeds by chance of which some cannot do the work and some share a resource. */
  static List<Speed> speeds(SplittableRandom random, int count) {
    List<Speed> speeds = new ArrayList<>();
    int stays = random.nextInt(count);
    for (int i = 0; i < count; i++) {
      int resource = random.nextInt(count);
      double start = random.nextInt(3) == 0 ? 0 : Math.pow(10, -6 + 4 * random.nextDouble());
      double slice = random.nextInt(9) == 0 ? 0 : Math.pow(10, -7 + 4 * random.nextDouble());
      boolean possible = i == stays || random.nextInt(5) > 0;
      speeds.add(possible ? new Speed(start, slice, resource) : Speed.none(resource));
    }
    return speeds;
  }

  private static double wrong(SplittableRandom random, double error) {
    return 1 + error * (2 * random.nextDouble() - 1);
  }
}
