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
 */
record Plan(Cut cut, List<Speed> speeds, List<Long> shares, double seconds) {

  /** As a policy has shared it out. */
  static Plan of(Cut cut, List<Speed> speeds, Policy policy) {
    long[] shares = policy.shares(cut == null ? 1 : cut.slices(), speeds);
    double longest = 0;
    for (int i = 0; i < shares.length; i++) {
      longest = Math.max(longest, speeds.get(i).seconds(shares[i]));
    }
    return new Plan(cut, speeds, Arrays.stream(shares).boxed().toList(), longest);
  }

  /** The only member that takes part, or −1 where several do. */
  int only() {
    int only = -1;
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i) > 0) {
        if (only >= 0) {
          return -1;
        }
        only = i;
      }
    }
    return only;
  }
}
