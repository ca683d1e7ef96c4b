package dev.adamant.schedule;

import java.util.List;

/**
 * Who does how much of a piece of work, decided on predicted times alone: no clock, no threads, the
 * same answer for the same question. No answer changes a bit of a result.
 */
public interface Policy {

  /** By which users choose it. */
  String name();

  /**
   * Divides slices of equal size among members.
   *
   * @param slices how many there are, at least 1
   * @param members at least one of which can do the work
   * @return the slices of each member, in order; 0 for those that do not take part. Their sum is
   *     {@code slices}
   */
  long[] shares(long slices, List<Speed> members);

  /**
   * How many slices a member takes at once, of those left to it: fewer are stolen more easily, more
   * have fewer starts.
   *
   * @param left at least 1
   * @param begun slices of this work that the member has begun, or done, before
   * @return from 1 to {@code left}
   */
  long unit(long left, long begun, Speed member);

  /**
   * Whether a member that has nothing left to do takes slices over from another.
   *
   * @param left slices that the other has not begun
   * @param other who has them
   * @param member who would take them
   * @return how many, from the end of the other's; 0 for none
   */
  long steal(long left, Speed other, Speed member);

  /**
   * Whether work is divided although one member could do it alone.
   *
   * @param alone predicted seconds of the quickest member
   * @param divided predicted seconds of the quickest way to divide it
   */
  default boolean divides(double alone, double divided) {
    return divided < WORTHWHILE * alone;
  }

  /** Whether also work is divided that takes less time than handing it over, and sums in depth. */
  default boolean dividesSmall() {
    return false;
  }

  /**
   * Which of several ways to divide work is taken.
   *
   * @param seconds predicted for each, at least one
   * @return its number
   */
  default int way(double[] seconds) {
    int best = 0;
    for (int i = 1; i < seconds.length; i++) {
      best = seconds[i] < seconds[best] ? i : best;
    }
    return best;
  }

  /** What dividing has to bring by default: what is left of the time. */
  double WORTHWHILE = 0.95;
}
