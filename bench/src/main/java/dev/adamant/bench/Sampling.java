package dev.adamant.bench;

/**
 * How long to measure, in nanoseconds of the thread's processor time.
 *
 * @param warmup spent on each workload before it is timed
 * @param sample that a sample takes at least; short ones are seldom interrupted
 * @param budget spent on a comparison, unless that is too little for the least count of pairs
 */
record Sampling(long warmup, long sample, long budget) {

  /** Pairs of samples below which a median says little. */
  static final int LEAST_PAIRS = 7;

  Sampling {
    if (warmup < 0 || sample < 1 || budget < 1) {
      throw new IllegalArgumentException(
          "warm-up "
              + warmup
              + ", sample "
              + sample
              + " and budget "
              + budget
              + " are nanoseconds: at least 0, 1 and 1");
    }
  }

  /** The pairs of samples that the budget pays. */
  int pairs(double pairNanos) {
    return (int) Math.max(LEAST_PAIRS, budget / pairNanos);
  }
}
