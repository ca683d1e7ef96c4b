package dev.adamant.schedule;

import java.util.Arrays;
import java.util.List;

/**
 * How work of one amount is done from now on.
 *
 * @param cut how it is divided; null for one unit that is the whole work
 * @param speeds of all members for its slices
 * @param shares slices that each member is given at first
 * @param seconds predicted for all of it
 * @param alone who does all of it, in place; null where it is handed over
 */
record Plan(Cut cut, List<Speed> speeds, List<Long> shares, double seconds, Alone alone) {

  /**
   * A member that does work in the calling thread.
   *
   * @param member who
   * @param operations of the work
   * @param timer observes how long that takes
   */
  record Alone(Member member, double operations, Calibration.Timer timer) {}

  /** As a policy has shared it out. */
  static Plan of(Cut cut, List<Speed> speeds, Policy policy) {
    long[] shares = policy.shares(cut == null ? 1 : cut.slices(), speeds);
    double longest = 0;
    for (int i = 0; i < shares.length; i++) {
      longest = Math.max(longest, speeds.get(i).seconds(shares[i]));
    }
    return new Plan(cut, speeds, Arrays.stream(shares).boxed().toList(), longest, null);
  }

  /** The same where the only member that takes part, if it works in place, is to do it alone. */
  Plan inPlace(List<Member> members, Amount amount) {
    Member only = null;
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i) > 0) {
        if (only != null || !members.get(i).isInPlace()) {
          return this;
        }
        only = members.get(i);
      }
    }
    return only == null
        ? this
        : new Plan(
            cut,
            speeds,
            shares,
            seconds,
            new Alone(only, amount.operations(), only.calibration().timer(amount)));
  }
}
