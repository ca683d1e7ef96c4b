package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.target.TargetException;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Asks the policy how to do work, with the speeds that members are predicted to have, and keeps the
 * answer for work of equal amount. It is asked again after some uses, as speeds become better
 * known, each time after twice as many; and when a member is lost.
 */
final class Planner {

  /** Work that one member does sooner is not divided: handing it over takes tens of µs. */
  private static final double LEAST_SECONDS = 2e-4;

  /** So many ways to divide are compared; the others have results in more pieces. */
  private static final int MOST_WAYS = 3;

  /** For each member. */
  private static final long ENOUGH_SLICES = 4;

  /** Start costs are read off the whole and a part of it. */
  private static final int SMALL_PART = 8;

  private static final int FIRST_USES = 16;
  private static final int RECENT = 1 << 10;

  /** A plan, and when to think again. */
  private static final class Entry {
    private final Amount amount;
    private Plan plan;
    private long uses;
    private long next = FIRST_USES;

    Entry(Amount amount) {
      this.amount = amount;
    }
  }

  private final List<Member> members;
  private final Policy policy;
  private final Explorer explorer;
  private final Map<Amount, Entry> plans = new HashMap<>();

  /** By identity: the pieces of a pass are the same objects in every step. */
  private final Work[] recentWorks = new Work[RECENT];

  private final Entry[] recentEntries = new Entry[RECENT];

  Planner(List<Member> members, Policy policy, Explorer explorer) {
    this.members = members;
    this.policy = policy;
    this.explorer = explorer;
  }

  /**
   * The plan for the work.
   *
   * @throws TargetException when no member is left that can do it
   */
  @SuppressWarnings("ReferenceEquality") // Equal work is found by its amount.
  synchronized Plan plan(Work work) {
    int place = System.identityHashCode(work) & (RECENT - 1);
    Entry entry = recentEntries[place];
    if (recentWorks[place] != work) {
      entry = plans.computeIfAbsent(Amount.of(work), Entry::new);
      recentWorks[place] = work;
      recentEntries[place] = entry;
    }
    entry.uses++;
    if (entry.plan == null || entry.uses >= entry.next) {
      entry.next = entry.plan == null ? FIRST_USES : 2 * entry.next;
      entry.plan = make(work).inPlace(members, entry.amount);
    }
    Cut cut = entry.plan.cut();
    // Matrices of the same number can be of different leading dimensions.
    return cut == null || Cut.of(work).contains(cut)
        ? entry.plan
        : make(work).inPlace(members, entry.amount);
  }

  /** Plans anew from now on. */
  synchronized void forget() {
    plans.clear();
    Arrays.fill(recentWorks, null);
    Arrays.fill(recentEntries, null);
  }

  private Plan make(Work work) {
    List<Speed> alone = new ArrayList<>();
    for (Member member : members) {
      alone.add(
          canDo(member, work)
              ? new Speed(0, seconds(member, work), member.resource())
              : Speed.none(member.resource()));
    }
    if (alone.stream().noneMatch(Speed::isPossible)) {
      throw new TargetException(
          members.getFirst().name(),
          work.kernel().kernelName()
              + " of "
              + work.out().type()
              + ": no target that takes part in the ensemble can do it",
          null);
    }
    Plan undivided = Plan.of(null, alone, policy);
    boolean mayPay = undivided.seconds() >= LEAST_SECONDS && resources(alone) > 1;
    List<Plan> ways = mayPay || policy.dividesSmall() ? ways(work) : List.of();
    if (ways.isEmpty()) {
      return undivided;
    }
    Plan divided = ways.get(policy.way(ways.stream().mapToDouble(Plan::seconds).toArray()));
    return policy.divides(undivided.seconds(), divided.seconds()) ? divided : undivided;
  }

  /** Members that share one cannot be quicker together. */
  private static long resources(List<Speed> speeds) {
    return speeds.stream().filter(Speed::isPossible).mapToInt(Speed::resource).distinct().count();
  }

  private List<Plan> ways(Work work) {
    List<Plan> ways = new ArrayList<>();
    List<Cut> cuts = Cut.of(work);
    for (Cut cut : cuts) {
      boolean last = cut.axis() == Axis.DEPTH;
      // Partial quires are many bytes: for results so small that they have no other slices.
      if (last ? !policy.dividesSmall() && hasSlices(ways) : ways.size() >= MOST_WAYS) {
        continue;
      }
      List<Speed> speeds = speeds(work, cut);
      if (speeds.stream().noneMatch(Speed::isPossible)) {
        continue;
      }
      ways.add(Plan.of(cut, speeds, policy));
    }
    return ways;
  }

  private boolean hasSlices(List<Plan> ways) {
    return ways.stream().anyMatch(way -> way.cut().slices() >= ENOUGH_SLICES * members.size());
  }

  private List<Speed> speeds(Work work, Cut cut) {
    List<Speed> speeds = new ArrayList<>();
    long few = Math.max(1, cut.slices() / SMALL_PART);
    try (Region paper = Region.onPaper("plan")) {
      Work whole = part(work, cut, cut.slices(), paper);
      Work small = part(work, cut, few, paper);
      for (Member member : members) {
        speeds.add(
            canDo(member, whole) && canDo(member, small)
                ? speed(member, whole, cut.slices(), small, few)
                : Speed.none(member.resource()));
      }
    }
    return speeds;
  }

  private Speed speed(Member member, Work whole, long slices, Work small, long few) {
    double all = seconds(member, whole);
    double some = seconds(member, small);
    double perSlice = Math.max((all - some) / (slices - few), 0.01 * all / slices);
    perSlice = Math.min(perSlice, all / slices);
    return new Speed(Math.max(0, all - slices * perSlice), perSlice, member.resource());
  }

  private static Work part(Work work, Cut cut, long slices, Region paper) {
    return cut.axis() == Axis.DEPTH
        ? cut.partialSum(
            work,
            paper.tensor(DataType.quire(work.operands().getFirst().format()), work.out().shape()),
            0,
            slices)
        : cut.part(work, 0, slices);
  }

  private boolean canDo(Member member, Work work) {
    return member.takesPart() && member.supports(work) && explorer.knows(member, work);
  }

  /** Predicted seconds, copies included: with two lanes they overlap. */
  private static double seconds(Member member, Work work) {
    OptionalDouble known = member.calibration().predict(Amount.of(work));
    double copies = member.copySeconds(work);
    double computes = known.orElseThrow();
    return member.lanes().size() > 1 ? Math.max(computes, copies) : computes + copies;
  }
}
