package dev.adamant.schedule;

/**
 * What work of an amount takes.
 *
 * @param amount of the work
 * @param seconds that it takes
 * @param count how often it was observed
 */
record TimedAmount(Amount amount, double seconds, long count) {

  /** So many observations are the first ones, of which the least counts. */
  private static final int FIRST = 3;

  /** The part of a later observation in the average. */
  private static final double WEIGHT = 0.2;

  /** A later observation counts as at most so many times what was known. */
  private static final double MOST = 2;

  TimedAmount {
    if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY) || count < 1) {
      throw new IllegalArgumentException(
          amount + " took " + seconds + " s, observed " + count + " times: not above 0");
    }
  }

  /** Whether the first observations, of which the least counts, have been made. */
  boolean isSettled() {
    return count >= FIRST;
  }

  /** After another observation. */
  TimedAmount with(double observed) {
    if (!(observed > 0 && observed < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(amount + " took " + observed + " s: not above 0");
    }
    double now =
        count < FIRST
            ? Math.min(seconds, observed)
            : seconds + WEIGHT * (Math.min(observed, MOST * seconds) - seconds);
    return new TimedAmount(amount, now, count + 1);
  }
}
