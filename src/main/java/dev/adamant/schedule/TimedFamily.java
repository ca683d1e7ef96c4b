package dev.adamant.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times of amounts that differ in size alone, from which those of other sizes follow: a start, the
 * same for all, and from there a time for each operation, which is that of the nearest sizes.
 */
final class TimedFamily {

  /** So many neighbours count. */
  private static final int NEIGHBOURS = 4;

  /** A neighbour farther away by so much, in squared octaves, counts half of the nearest. */
  private static final double NEAR = 0.1;

  /** The part of a time that is the start where there is only one to learn it from. */
  private static final double UNKNOWN_PART = 0.5;

  /** However long the start may be, so much of a measured time was spent on the operations. */
  private static final double LEAST_PART = 0.05;

  private final Map<Amount, TimedAmount> times = new LinkedHashMap<>();

  /** In the order of the squared distance from what is asked for. */
  private record Neighbour(TimedAmount time, double distance) {}

  void put(TimedAmount time) {
    times.put(time.amount(), time);
  }

  void remove(Amount amount) {
    times.remove(amount);
  }

  boolean isEmpty() {
    return times.isEmpty();
  }

  /**
   * The time of another amount of the family, of which something is known.
   *
   * @param least seconds that anything took on the target
   */
  double predict(Amount amount, double least) {
    double start = start(least);
    double logs = 0;
    double weights = 0;
    List<Neighbour> nearest = nearest(amount);
    for (Neighbour near : nearest) {
      double seconds = near.time.seconds();
      double work = Math.max(seconds - start, LEAST_PART * seconds);
      double weight = 1 / (NEAR + near.distance - nearest.getFirst().distance);
      logs += weight * Math.log(work / operations(near.time.amount()));
      weights += weight;
    }
    return start + Math.exp(logs / weights) * operations(amount);
  }

  /**
   * What the smallest took beside its operations, had they been as quick as the quickest; of a
   * single one half of what about anything takes, and no more than half of its own time.
   */
  private double start(double least) {
    TimedAmount smallest = null;
    double quickest = Double.POSITIVE_INFINITY;
    double shortest = Double.POSITIVE_INFINITY;
    for (TimedAmount time : times.values()) {
      double operations = operations(time.amount());
      if (smallest == null || operations < operations(smallest.amount())) {
        smallest = time;
      }
      quickest = Math.min(quickest, time.seconds() / operations);
      shortest = Math.min(shortest, time.seconds());
    }
    if (times.size() == 1) {
      return UNKNOWN_PART * Math.min(least, shortest);
    }
    double beside = smallest.seconds() - quickest * operations(smallest.amount());
    return Math.clamp(beside, 0, shortest);
  }

  private List<Neighbour> nearest(Amount amount) {
    List<Neighbour> nearest = new ArrayList<>(NEIGHBOURS + 1);
    for (TimedAmount time : times.values()) {
      double distance = distance(amount, time.amount());
      int place = nearest.size();
      while (place > 0 && nearest.get(place - 1).distance > distance) {
        place--;
      }
      if (place < NEIGHBOURS) {
        nearest.add(place, new Neighbour(time, distance));
        if (nearest.size() > NEIGHBOURS) {
          nearest.removeLast();
        }
      }
    }
    return nearest;
  }

  private static double distance(Amount a, Amount b) {
    return square(a.terms(), b.terms())
        + square(a.batch(), b.batch())
        + square(a.rows(), b.rows())
        + square(a.columns(), b.columns())
        + square(a.depth(), b.depth());
  }

  private static double square(long a, long b) {
    if (a == b) {
      return 0;
    }
    double octaves = Math.log((double) Math.max(1, a) / Math.max(1, b)) / Math.log(2);
    return octaves * octaves;
  }

  private static double operations(Amount amount) {
    return Math.max(1, amount.operations());
  }
}
