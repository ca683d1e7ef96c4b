package dev.adamant.schedule;

/**
 * Whole slices for members so that all are done as early as can be: the time is raised, as the
 * level of water is, until what the members can do by then is enough. With members that take {@code
 * start + n · perSlice} this is the least makespan of a divisible load in whole slices.
 */
final class WaterFilling {

  /** Where halving the interval of the level ends: neighbouring doubles are not worth the way. */
  private static final double PRECISION = 1e-12;

  /** How many slices a member can do by a time. */
  @FunctionalInterface
  interface Capacity {

    /** Never less at a later time; 0 to all slices. */
    long slices(int member, double seconds);
  }

  private WaterFilling() {}

  /**
   * Divides slices.
   *
   * @param members how many there are
   * @param first a time above 0 to begin the search with
   * @return the slices of each member: no more than it can do by the least time by which all
   *     together can do {@code slices}
   */
  static long[] divide(long slices, int members, double first, Capacity capacity) {
    double[] level = level(slices, members, first, capacity);
    long[] shares = new long[members];
    long missing = slices;
    for (int i = 0; i < members; i++) {
      shares[i] = Math.min(missing, capacity.slices(i, level[0]));
      missing -= shares[i];
    }
    for (int i = 0; i < members && missing > 0; i++) {
      long more = Math.min(missing, capacity.slices(i, level[1]) - shares[i]);
      shares[i] += more;
      missing -= more;
    }
    return shares;
  }

  /**
   * Two times next to each other: by the first too little can be done, by the second enough. Both
   * are infinite where no time is enough.
   */
  static double[] level(long slices, int members, double first, Capacity capacity) {
    double low = 0;
    double high = first;
    while (!enough(slices, members, high, capacity)) {
      if (high == Double.POSITIVE_INFINITY) {
        return new double[] {high, high};
      }
      low = high;
      high *= 2;
    }
    while (high - low > PRECISION * high) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (enough(slices, members, middle, capacity)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return new double[] {low, high};
  }

  private static boolean enough(long slices, int members, double seconds, Capacity capacity) {
    long missing = slices;
    for (int i = 0; i < members && missing > 0; i++) {
      missing -= capacity.slices(i, seconds);
    }
    return missing <= 0;
  }

  /** A number of slices as it is counted: not below 0, not above all. */
  static long whole(double slices, long all) {
    return slices >= all ? all : Math.max(0, (long) slices);
  }
}
