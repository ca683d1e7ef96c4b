package dev.adamant.schedule;

import dev.adamant.target.Work;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Measures members on work of their own making, where nothing is known of their speed: first
 * little, then eight times as much, until it takes a few milliseconds. So a slow target is found
 * out soon, and the start costs of a quick one do not hide what it can do.
 */
final class Explorer {

  private static final double FIRST_OPERATIONS = 1 << 10;
  private static final double GROWTH = 8;
  private static final double ENOUGH_SECONDS = 2e-3;
  private static final double EACH_SECONDS = 4e-3;

  private final Duration deadline;
  private final Round.Losses losses;

  /**
   * An explorer.
   *
   * @param deadline after which a member that does not answer is lost
   * @param losses hears of those
   */
  Explorer(Duration deadline, Round.Losses losses) {
    this.deadline = deadline;
    this.losses = losses;
  }

  /**
   * Whether a prediction can be made for the work on the member, which is measured if need be.
   *
   * @return false where the member was lost over it
   */
  boolean knows(Member member, Work work) {
    return member.calibration().predict(Amount.of(work)).isPresent()
        || tried(member, () -> explore(member, work));
  }

  /**
   * Measures the very work, unless it was before or would take too long.
   *
   * @param seconds about how long it may go on
   * @return whether it was measured
   */
  boolean measure(Member member, Work work, double seconds) {
    Amount amount = Amount.of(work);
    if (member.calibration().isSettled(amount) || !knows(member, work)) {
      return false;
    }
    OptionalDouble predicted = member.calibration().predict(amount);
    // It is run at least twice.
    return predicted.orElseThrow() * 2 <= seconds
        && tried(member, () -> observe(member, work, seconds));
  }

  private boolean tried(Member member, Callable<Boolean> measurement) {
    try {
      return member.lanes().getFirst().call(measurement, deadline);
    } catch (TimeoutException e) {
      losses.lost(member, "it was not done with a measurement before its deadline");
    } catch (ExecutionException e) {
      String message = e.getCause().getMessage();
      losses.lost(member, message == null ? e.getCause().toString() : message);
    }
    return false;
  }

  private static boolean explore(Member member, Work work) {
    double operations = FIRST_OPERATIONS;
    Amount whole = Amount.of(work);
    while (true) {
      Work part = shrunk(work, operations);
      // One row or column of many lies otherwise than all of them, and is all that is known of
      // them.
      Amount amount = Amount.of(part).inFamilyOf(whole);
      double seconds = observed(member, part, amount, EACH_SECONDS);
      if (seconds >= ENOUGH_SECONDS || operations >= whole.operations()) {
        return true;
      }
      operations *= GROWTH;
    }
  }

  private static boolean observe(Member member, Work work, double seconds) {
    observed(member, work, Amount.of(work), seconds);
    return true;
  }

  private static double observed(Member member, Work work, Amount amount, double limit) {
    double seconds = Calibrator.measure(member.lanes().getFirst().target(), work, limit);
    member.calibration().observe(amount, seconds);
    return seconds;
  }

  /** A part of the work with about so many operations, or the whole. */
  static Work shrunk(Work work, double operations) {
    Work part = work;
    for (Cut cut : Cut.of(work)) {
      double all = Amount.of(part).operations();
      if (cut.axis() != Axis.DEPTH && all > operations) {
        long slices = Math.max(1, (long) (cut.slices() * operations / all));
        part = cut.part(part, 0, slices);
      }
    }
    return part;
  }
}
