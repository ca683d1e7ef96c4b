package dev.adamant.schedule;

/**
 * What work of an amount takes, as it is observed. It is changed in place, as that is done for each
 * piece of work of a job; the {@link Calibration} it belongs to sees to it that one thread at a
 * time does.
 */
final class TimedAmount {

  /** So many observations are the first ones, of which the least counts. */
  static final int FIRST = 3;

  /** The part of a later observation in the average, which is one of logarithms. */
  private static final double WEIGHT = 0.2;

  /**
   * A later observation counts as at most so many times what was known, or the part of one: what
   * hinders a machine for a moment then moves the average little, and it stays near the median.
   */
  private static final double MOST = 1.25;

  private final Amount amount;
  private double seconds;
  private long count;

  /**
   * What is known.
   *
   * @param amount of the work
   * @param seconds that it takes
   * @param count how often it was observed
   * @throws IllegalArgumentException when the time is not above 0 and finite, or the count not
   *     above 0
   */
  TimedAmount(Amount amount, double seconds, long count) {
    this.amount = amount;
    replace(seconds, count);
  }

  Amount amount() {
    return amount;
  }

  double seconds() {
    return seconds;
  }

  long count() {
    return count;
  }

  /** Whether the first observations, of which the least counts, have been made. */
  boolean isSettled() {
    return count >= FIRST;
  }

  /** Another observation. */
  void add(double observed) {
    check(observed, 1);
    seconds =
        count < FIRST
            ? Math.min(seconds, observed)
            : seconds * Math.pow(Math.clamp(observed / seconds, 1 / MOST, MOST), WEIGHT);
    count++;
  }

  /** Forgets what was known. */
  void replace(double otherSeconds, long otherCount) {
    check(otherSeconds, otherCount);
    seconds = otherSeconds;
    count = otherCount;
  }

  private void check(double ofSeconds, long ofCount) {
    if (!(ofSeconds > 0 && ofSeconds < Double.POSITIVE_INFINITY) || ofCount < 1) {
      throw new IllegalArgumentException(
          amount + " took " + ofSeconds + " s, observed " + ofCount + " times: not above 0");
    }
  }
}
