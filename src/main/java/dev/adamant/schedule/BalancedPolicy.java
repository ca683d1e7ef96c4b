package dev.adamant.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All end at the same time: the least makespan of a divisible load with start costs (Bharadwaj,
 * Ghose, Mani, Robertazzi 1996), shares worked off in ever smaller units (guided self-scheduling:
 * Polychronopoulos, Kuck 1987), and stealing at the end. The constants are our choice; the tests of
 * {@link Simulation} are what they were chosen by.
 */
final class BalancedPolicy implements Policy {

  /**
   * Predictions are wrong, and a unit that is begun is not given up. So members whose units cannot
   * be small end before the others by plan: by so many of their smallest units, or by so much of
   * all the time where that is less. What they then have time for they steal.
   */
  private static final double RESERVED_UNITS = 2.5;

  private static final double RESERVED_TIME = 0.35;

  @Override
  public String name() {
    return "balanced";
  }

  @Override
  public long[] shares(long slices, List<Speed> members) {
    int[] next = sharing(members);
    double first = Double.POSITIVE_INFINITY;
    for (Speed member : members) {
      if (member.isPossible()) {
        first = Math.min(first, Math.max(Double.MIN_NORMAL, member.seconds(1)));
      }
    }
    double level =
        WaterFilling.level(
            slices,
            next.length,
            first,
            (i, seconds) -> {
              int best = best(members, next, i, seconds, slices);
              return best < 0 ? 0 : capacity(members.get(best), seconds, slices);
            })[1];
    boolean[] chosen = new boolean[next.length];
    for (int i = 0; i < next.length; i++) {
      int best = best(members, next, i, level, slices);
      if (best >= 0) {
        chosen[best] = true;
      }
    }
    return WaterFilling.divide(
        slices,
        next.length,
        first,
        (i, seconds) -> chosen[i] ? capacity(members.get(i), seconds, slices) : 0);
  }

  @Override
  public long unit(long left, long begun, Speed member) {
    return Units.guided(left, begun, member);
  }

  @Override
  public long steal(long left, Speed other, Speed member) {
    return other.resource() == member.resource() ? 0 : Units.stolen(left, other, member);
  }

  /**
   * Members that share a resource, as a list for each resource: for a member the next in it, itself
   * at the end; −1 − that for all but the first.
   */
  private static int[] sharing(List<Speed> members) {
    int[] next = new int[members.size()];
    Map<Integer, Integer> last = new HashMap<>();
    for (int i = 0; i < next.length; i++) {
      Integer before = last.put(members.get(i).resource(), i);
      next[i] = before == null ? i : -1 - i;
      if (before != null) {
        next[before] = next[before] < 0 ? -1 - i : i;
      }
    }
    return next;
  }

  /** Who can do most by a time, of those that share a resource; −1 unless asked of their first. */
  private static int best(List<Speed> members, int[] next, int first, double seconds, long slices) {
    if (next[first] < 0) {
      return -1;
    }
    int best = first;
    int at = first;
    int following = next[first];
    while (following != at) {
      at = following;
      if (capacity(members.get(at), seconds, slices)
          > capacity(members.get(best), seconds, slices)) {
        best = at;
      }
      following = -1 - next[at];
    }
    return best;
  }

  private static long capacity(Speed member, double seconds, long slices) {
    if (!member.isPossible()) {
      return 0;
    }
    double reserve = Math.min(RESERVED_UNITS * Units.leastSeconds(member), RESERVED_TIME * seconds);
    double time = seconds - reserve - member.start();
    if (time < 0) {
      return 0;
    }
    return member.perSlice() == 0 ? slices : WaterFilling.whole(time / member.perSlice(), slices);
  }
}
