package dev.adamant.schedule;

import java.util.List;

/** Everybody has a share, by speed alone. */
final class SpreadPolicy implements Policy {

  @Override
  public String name() {
    return "spread";
  }

  @Override
  public boolean divides(double alone, double divided) {
    return true;
  }

  @Override
  public boolean dividesSmall() {
    return true;
  }

  /** One slice for everybody, or for the quickest where there are too few; the rest by speed. */
  @Override
  public long[] shares(long slices, List<Speed> members) {
    long[] shares = new long[members.size()];
    long possible = members.stream().filter(Speed::isPossible).count();
    if (slices <= possible) {
      for (long n = 0; n < slices; n++) {
        shares[quickestWithout(members, shares)] = 1;
      }
      return shares;
    }
    double first = Double.MIN_NORMAL;
    for (Speed member : members) {
      if (member.isPossible()) {
        first = Math.max(first, member.perSlice());
      }
    }
    long rest = slices - possible;
    long[] more =
        WaterFilling.divide(rest, shares.length, first, (i, s) -> more(members.get(i), s, rest));
    for (int i = 0; i < shares.length; i++) {
      shares[i] = more[i] + (members.get(i).isPossible() ? 1 : 0);
    }
    return shares;
  }

  /** Slices beside the first that a member can do by a time, its start left aside. */
  private static long more(Speed member, double seconds, long rest) {
    if (!member.isPossible()) {
      return 0;
    }
    return member.perSlice() == 0
        ? rest
        : WaterFilling.whole(seconds / member.perSlice() - 1, rest);
  }

  private static int quickestWithout(List<Speed> members, long[] shares) {
    int quickest = -1;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] == 0
          && (quickest < 0 || members.get(i).perSlice() < members.get(quickest).perSlice())) {
        quickest = i;
      }
    }
    return quickest;
  }

  @Override
  public long unit(long left, long begun, Speed member) {
    return Units.guided(left, begun, member);
  }

  @Override
  public long steal(long left, Speed other, Speed member) {
    return Units.stolen(left, other, member);
  }
}
