package dev.adamant.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The state of one piece of work that several members do: which slices are left to whom, under way,
 * done. It decides nothing itself and knows no clock: it asks the {@link Policy}. Any thread may
 * call.
 *
 * <p>Members take units from the front of what is left to them, thieves from the back of what is
 * left to another. A member to which the policy gave nothing is left out, and steals nothing; when
 * one is lost, what nobody has begun is divided anew among all that remain.
 */
public final class Board {

  /**
   * Slices that one member does at once.
   *
   * @param member its number
   * @param from the first slice
   * @param to behind the last
   * @param stolen whether some were another's at first
   */
  public record Unit(int member, long from, long to, boolean stolen) {

    /** How many slices. */
    public long slices() {
      return to - from;
    }
  }

  private final Policy policy;
  private final long slices;
  private final long[] shares;

  /** Where each member's slices were at first: from its place to the next. */
  private final long[] places;

  /** All below is guarded by this. A lost member's speed is that of one that cannot do the work. */
  private final List<Speed> speeds;

  private final Ranges[] left;
  private final Ranges[] finished;
  private final List<List<Unit>> underWay = new ArrayList<>();
  private final long[] begun;
  private final boolean[] takesPart;
  private final boolean[] lost;
  private long done;

  /**
   * Work of which nothing is begun.
   *
   * @param slices at least 1
   * @param members at least one can do the work
   */
  public Board(Policy policy, long slices, List<Speed> members) {
    if (slices < 1 || members.stream().noneMatch(Speed::isPossible)) {
      throw new IllegalArgumentException(
          "work of " + slices + " slices for " + members + ": at least 1, and one who can do it");
    }
    this.policy = policy;
    this.slices = slices;
    this.speeds = new ArrayList<>(members);
    int count = members.size();
    this.left = new Ranges[count];
    this.finished = new Ranges[count];
    this.begun = new long[count];
    this.takesPart = new boolean[count];
    this.lost = new boolean[count];
    for (int i = 0; i < count; i++) {
      left[i] = new Ranges();
      finished[i] = new Ranges();
      underWay.add(new ArrayList<>());
    }
    Ranges all = new Ranges();
    all.add(0, slices);
    this.shares = divide(all);
    this.places = new long[count + 1];
    for (int i = 0; i < count; i++) {
      places[i + 1] = places[i] + shares[i];
    }
  }

  /** The slices that each member was given at first. */
  public long[] shares() {
    return shares.clone();
  }

  /**
   * The next unit of a member: of its own slices, of those that somebody lost, or stolen. A member
   * may have several under way.
   *
   * @return null when there is nothing for it now; there may be again after a {@link #lost}
   */
  public synchronized Unit next(int member) {
    if (left[member].total() == 0 && takesPart[member]) {
      steal(member);
    }
    long count = left[member].total();
    if (count == 0) {
      return null;
    }
    long most = checked(policy.unit(count, begun[member], speeds.get(member)), 1, count);
    long from = left[member].first();
    long to = left[member].take(most);
    boolean stolen = from < places[member] || to > places[member + 1];
    Unit unit = new Unit(member, from, to, stolen);
    underWay.get(member).add(unit);
    begun[member] += unit.slices();
    return unit;
  }

  /**
   * A unit is done, for good.
   *
   * @return whether that counts; not for a member that was lost meanwhile, as others do its slices
   * @throws IllegalArgumentException when the unit is not under way
   */
  public synchronized boolean done(Unit unit) {
    if (underWay.get(unit.member()).remove(unit)) {
      finished[unit.member()].add(unit.from(), unit.to());
      done += unit.slices();
      return true;
    }
    if (!lost[unit.member()]) {
      throw new IllegalArgumentException(unit + " is not under way");
    }
    return false;
  }

  /**
   * A member is taken out: its units under way and what was left to it fall to the others.
   *
   * @param redo whether also what it had done is to be done again, since it cannot be trusted
   * @return false when no member is left that can do the work
   */
  public synchronized boolean lost(int member, boolean redo) {
    lost[member] = true;
    takesPart[member] = false;
    speeds.set(member, Speed.none(speeds.get(member).resource()));
    Ranges back = new Ranges();
    left[member].moveAll(back);
    for (Unit unit : underWay.get(member)) {
      back.add(unit.from(), unit.to());
    }
    underWay.get(member).clear();
    if (redo) {
      done -= finished[member].total();
      finished[member].moveAll(back);
    }
    if (speeds.stream().noneMatch(Speed::isPossible)) {
      return false;
    }
    if (back.total() > 0) {
      for (Ranges others : left) {
        others.moveAll(back);
      }
      divide(back.sorted());
    }
    return true;
  }

  /** Whether every slice is done. */
  public synchronized boolean isComplete() {
    return done == slices;
  }

  /** Gives slices that nobody has to members, in their order; the share of each. */
  private long[] divide(Ranges all) {
    long missing = all.total();
    long[] parts = policy.shares(missing, List.copyOf(speeds));
    long sum = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += checked(parts[i], 0, speeds.get(i).isPossible() ? missing : 0);
      takesPart[i] = parts[i] > 0;
      for (long n = parts[i]; n > 0 && all.total() > 0; ) {
        long from = all.first();
        long to = all.take(n);
        left[i].add(from, to);
        n -= to - from;
      }
    }
    if (sum != missing || parts.length != speeds.size()) {
      throw new IllegalStateException(
          "the policy "
              + policy.name()
              + " divided "
              + missing
              + " slices among "
              + speeds.size()
              + " members into "
              + Arrays.toString(parts));
    }
    return parts;
  }

  /** From the member that is predicted to be done last, of those from which it pays. */
  private void steal(int thief) {
    int victim = -1;
    long loot = 0;
    double latest = -1;
    for (int i = 0; i < left.length; i++) {
      long count = left[i].total();
      double seconds = speeds.get(i).seconds(count);
      if (count > 0 && i != thief && seconds > latest) {
        long taken = checked(policy.steal(count, speeds.get(i), speeds.get(thief)), 0, count);
        if (taken > 0) {
          victim = i;
          loot = taken;
          latest = seconds;
        }
      }
    }
    if (victim >= 0) {
      left[victim].moveLast(loot, left[thief]);
    }
  }

  private long checked(long answer, long least, long most) {
    if (answer < least || answer > most) {
      throw new IllegalStateException(
          "the policy " + policy.name() + " answered " + answer + ", not " + least + " to " + most);
    }
    return answer;
  }
}
