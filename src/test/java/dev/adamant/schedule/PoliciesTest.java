package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies answer, question by question. */
class PoliciesTest {

  private static final int QUESTIONS = 3000;

  private final SplittableRandom random = new SplittableRandom(71);

  private long slices() {
    return 1 + (long) Math.pow(10, 7 * random.nextDouble());
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "spread", "random:1", "random:-3"})
  void answersAreInTheirRangesAndTheSameEachTime(String name) {
    Policy policy = Policies.byName(name);
    assertThat(policy.name()).isEqualTo(name);
    for (int n = 0; n < QUESTIONS; n++) {
      List<Speed> members = Imagined.speeds(random, 1 + random.nextInt(9));
      long slices = slices();
      long[] shares = policy.shares(slices, members);
      assertThat(shares).hasSameSizeAs(members).isEqualTo(policy.shares(slices, members));
      assertThat(Arrays.stream(shares).sum()).isEqualTo(slices);
      for (int i = 0; i < shares.length; i++) {
        Speed member = members.get(i);
        assertThat(shares[i]).isBetween(0L, member.isPossible() ? slices : 0);
        if (member.isPossible()) {
          long begun = random.nextBoolean() ? 0 : slices();
          long unit = policy.unit(slices, begun, member);
          assertThat(unit).isBetween(1L, slices).isEqualTo(policy.unit(slices, begun, member));
        }
        Speed other = members.get(random.nextInt(members.size()));
        long stolen = policy.steal(slices, other, member);
        assertThat(stolen)
            .isBetween(0L, member.isPossible() ? slices : 0)
            .isEqualTo(policy.steal(slices, other, member));
      }
    }
  }

  @Test
  void balancedIsAsQuickAsAnyDivisionWithSmallSlices() {
    // Against the closed form for members that all pay off: T = (S + Σ start/p) / Σ 1/p.
    for (int n = 0; n < 300; n++) {
      List<Speed> members = new ArrayList<>();
      double rate = 0;
      double started = 0;
      int count = 1 + random.nextInt(20);
      for (int i = 0; i < count; i++) {
        Speed member = new Speed(1e-4 * random.nextDouble(), 1e-6 * (1 + random.nextDouble()), i);
        members.add(member);
        rate += 1 / member.perSlice();
        started += member.start() / member.perSlice();
      }
      long slices = 1_000_000L * count;
      long[] shares = Policies.balanced().shares(slices, members);
      double seconds = 0;
      for (int i = 0; i < count; i++) {
        seconds = Math.max(seconds, members.get(i).seconds(shares[i]));
      }
      // What is held in reserve, and a slice that cannot be divided.
      assertThat(seconds).isBetween((slices + started) / rate * (1 - 1e-9), 1.01 * slices / rate);
    }
  }

  @Test
  void balancedLeavesOutWhoStartsTooLate() {
    Speed quick = new Speed(1e-5, 1e-6, 0);
    Speed late = new Speed(1e-2, 1e-9, 1);
    assertThat(Policies.balanced().shares(1000, List.of(quick, late))).containsExactly(1000, 0);
    long[] shares = Policies.balanced().shares(10_000_000, List.of(quick, late));
    assertThat(shares[0]).isPositive();
    assertThat(shares[1]).isGreaterThan(shares[0]);
    Speed slow = new Speed(0, 1, 2);
    assertThat(Policies.balanced().shares(1000, List.of(slow, quick))).containsExactly(0, 1000);
  }

  @Test
  void oneMemberOfAResourceTakesPartAndTheOthersDoNotRobIt() {
    Policy policy = Policies.balanced();
    Speed slower = new Speed(0, 2e-6, 7);
    Speed quicker = new Speed(0, 1e-6, 7);
    Speed startsLate = new Speed(1e-2, 1e-7, 7);
    Speed other = new Speed(0, 1e-6, 8);
    long[] few = policy.shares(2000, List.of(slower, quicker, startsLate, other));
    assertThat(few).containsExactly(0, 1000, 0, 1000);
    long[] many = policy.shares(20_000_000, List.of(slower, quicker, startsLate, other));
    assertThat(many[0]).isZero();
    assertThat(many[1]).isZero();
    assertThat(many[2]).isGreaterThan(many[3]);
    assertThat(policy.steal(1000, slower, quicker)).isZero();
    assertThat(policy.steal(1000, other, quicker)).isPositive();
    assertThat(Policies.spread().steal(1000, slower, quicker)).isPositive();
  }

  @Test
  void stealingPaysForBoth() {
    for (int n = 0; n < QUESTIONS; n++) {
      List<Speed> two = Imagined.speeds(random, 2);
      Speed thief = two.get(0);
      Speed other = two.get(1);
      long left = slices();
      long stolen = Policies.spread().steal(left, other, thief);
      if (stolen > 0) {
        assertThat(thief.seconds(stolen)).isLessThan(other.start() + (left + 1) * other.perSlice());
      }
    }
    Speed slow = new Speed(0, 1e-3, 0);
    Speed quick = new Speed(0, 1e-6, 1);
    assertThat(Policies.balanced().steal(1, quick, slow)).isZero();
    assertThat(Policies.balanced().steal(999, quick, slow)).isZero();
    assertThat(Policies.balanced().steal(1, slow, quick)).isEqualTo(1);
    assertThat(Policies.balanced().steal(100, slow, slow)).isZero(); // of one resource
    assertThat(Policies.spread().steal(100, slow, slow)).isBetween(30L, 50L);
  }

  @Test
  void unitsBecomeSmallerButStartsStayCheap() {
    Speed free = new Speed(0, 1e-6, 0);
    Speed costly = new Speed(1e-4, 1e-6, 0);
    for (Speed member : List.of(free, costly)) {
      for (long share = 1; share < 1_000_000; share += 1 + share / 3) {
        long begun = 0;
        int units = 0;
        while (begun < share) {
          long unit = Policies.balanced().unit(share - begun, begun, member);
          if (begun > 0 && member.start() == 0) {
            assertThat(unit).isLessThanOrEqualTo(Math.max(1, begun / 5));
          }
          begun += unit;
          units++;
        }
        assertThat(begun).isEqualTo(share);
        if (units > 1) {
          assertThat((units - 1) * member.start()).isLessThan(0.1 * share * member.perSlice());
        }
      }
    }
  }

  @Test
  void spreadUsesAllWhoCan() {
    for (int n = 0; n < QUESTIONS; n++) {
      List<Speed> members = Imagined.speeds(random, 1 + random.nextInt(9));
      long slices = 1L + random.nextInt(n % 2 == 0 ? 12 : 100_000);
      long possible = members.stream().filter(Speed::isPossible).count();
      long[] shares = Policies.spread().shares(slices, members);
      assertThat(Arrays.stream(shares).filter(share -> share > 0).count())
          .isEqualTo(Math.min(slices, possible));
    }
    Speed slow = new Speed(0, 3e-3, 0);
    Speed quick = new Speed(0, 1e-3, 0);
    assertThat(Policies.spread().shares(4000, List.of(slow, quick))).containsExactly(1000, 3000);
  }

  @Test
  void chanceDependsOnTheSeedAndTheQuestion() {
    List<Speed> members = List.of(new Speed(0, 1e-6, 0), new Speed(0, 1e-6, 1));
    Set<List<Long>> divisions = new HashSet<>();
    Set<Long> units = new HashSet<>();
    Set<Long> loot = new HashSet<>();
    int leftOut = 0;
    for (int seed = 0; seed < 200; seed++) {
      Policy policy = Policies.random(seed);
      long[] shares = policy.shares(1000, members);
      divisions.add(List.of(shares[0], shares[1]));
      leftOut += shares[0] == 0 || shares[1] == 0 ? 1 : 0;
      units.add(policy.unit(1000, 0, members.get(0)));
      loot.add(policy.steal(1000, members.get(0), members.get(1)));
    }
    assertThat(divisions).hasSizeGreaterThan(100);
    assertThat(units).hasSizeGreaterThan(100);
    assertThat(loot).hasSizeGreaterThan(100);
    assertThat(leftOut).isBetween(20, 100);
    Policy one = Policies.random(5);
    units.clear();
    for (long left = 1000; left < 1200; left++) {
      units.add(one.unit(left, 0, members.get(0)));
    }
    assertThat(units).hasSizeGreaterThan(100);
  }

  @Test
  void namesThatThereAreNot() {
    assertThatThrownBy(() -> Policies.byName("fair"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no policy fair: choose one of balanced, spread, random:SEED");
    assertThatThrownBy(() -> Policies.byName("random:x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the policy random:x has no seed: write a whole number, such as random:1");
    assertThatThrownBy(() -> new Speed(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Speed(0, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Speed(Double.POSITIVE_INFINITY, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
