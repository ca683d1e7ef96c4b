package dev.adamant.schedule;

import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long the work of a job takes: its data can make the same work take several times as long as
 * random numbers do. What passes between two pieces, as the host gathers samples, counts as time of
 * the latter, so that all together take what a step takes. One thread at a time may use it.
 */
final class Observations {

  private static final double NANOS = 1e9;

  private final Calibration calibration;
  private final LongSupplier clock;
  private final Map<Amount, List<Double>> times = new LinkedHashMap<>();
  private boolean running;

  /** When the last work had ended and was written down. */
  private long since;

  /**
   * Nothing is seen yet.
   *
   * @param calibration learns
   * @param clock in nanoseconds
   */
  Observations(Calibration calibration, LongSupplier clock) {
    this.calibration = calibration;
    this.clock = clock;
  }

  /** Work begins. */
  void begin() {
    if (!running) {
      since = clock.getAsLong();
      running = true;
    }
  }

  /** Work that was begun has ended. */
  void see(Work work) {
    see(Amount.of(work), lap());
    since = clock.getAsLong();
  }

  /**
   * Work of the amounts has ended: the time is divided in proportion to what is predicted; not at
   * all where something among it is unheard of.
   */
  void see(List<Amount> amounts) {
    double seconds = lap();
    double predicted = 0;
    for (Amount amount : amounts) {
      predicted += calibration.predict(amount).orElse(Double.NaN);
    }
    if (!Double.isNaN(predicted)) {
      for (Amount amount : amounts) {
        see(amount, seconds * calibration.predict(amount).orElseThrow() / predicted);
      }
    }
    since = clock.getAsLong();
  }

  private double lap() {
    return (clock.getAsLong() - since) / NANOS;
  }

  private void see(Amount amount, double seconds) {
    times.computeIfAbsent(amount, a -> new ArrayList<>()).add(Math.max(1 / NANOS, seconds));
  }

  /**
   * The median of what was seen becomes the time of each amount; without the first half of it, when
   * code and caches were not warm yet.
   */
  void learn() {
    times.forEach(
        (amount, seen) -> {
          List<Double> warm = new ArrayList<>(seen.subList(seen.size() / 2, seen.size()));
          warm.sort(null);
          calibration.learn(amount, warm.get(warm.size() / 2), warm.size());
        });
    times.clear();
  }
}
