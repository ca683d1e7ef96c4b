package dev.adamant.cli;

import dev.adamant.schedule.Amount;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Measures work in a limited time, small work first, from which that of larger follows. */
final class CalibrationRun {

  /** A piece of work gets at least so long, even where the time is over. */
  private static final double LEAST = 0.002;

  /** More would make it no better. */
  private static final double MOST = 0.1;

  private static final int ROUNDS = 3;

  /** Work that takes long is run so many times. */
  private static final double RUNS = 3;

  private static final double NANOS = 1e9;

  private final Foresight foresight;
  private final double seconds;
  private final DoubleSupplier clock;

  /**
   * Nothing is measured yet.
   *
   * @param seconds about how long all may take
   */
  CalibrationRun(Foresight foresight, double seconds) {
    this(foresight, seconds, () -> System.nanoTime() / NANOS);
  }

  /** The same by another clock, in seconds. */
  CalibrationRun(Foresight foresight, double seconds, DoubleSupplier clock) {
    this.foresight = foresight;
    this.seconds = seconds;
    this.clock = clock;
  }

  /**
   * Measures all of the works, in rounds, so that what hinders the machine for a moment does not
   * count; those that take too long are left to prediction.
   */
  void run(List<Work> works, Progress progress) {
    List<Work> inOrder = new ArrayList<>(works);
    inOrder.sort(Comparator.comparingDouble(work -> Amount.of(work).operations()));
    double end = clock.getAsDouble() + seconds;
    int all = ROUNDS * works.size();
    for (int done = 0; done < all; done++) {
      Work work = inOrder.get(done % works.size());
      double left = end - clock.getAsDouble();
      double each = Math.clamp(left / (all - done), LEAST, MOST);
      double needed = RUNS * foresight.predict(work).seconds();
      foresight.measure(work, needed > each && needed <= left / ROUNDS ? needed : each);
      progress.update(done + 1, (done + 1.0) / all);
    }
  }
}
