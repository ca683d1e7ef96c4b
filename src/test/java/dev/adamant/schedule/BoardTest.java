package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every slice is done once for good, whatever happens. */
class BoardTest {

  private static final Speed ONE = new Speed(0, 1e-6, 0);
  private static final Speed TWO = new Speed(0, 1e-6, 1);

  private final SplittableRandom random = new SplittableRandom(72);

  /** Who did which slice for good; −1 where nobody has. */
  private static final class Doers {
    private final int[] doers;

    Doers(long slices) {
      doers = new int[(int) slices];
      Arrays.fill(doers, -1);
    }

    synchronized void did(Board.Unit unit) {
      for (long i = unit.from(); i < unit.to(); i++) {
        assertThat(doers[(int) i]).as("slice %s is done twice", i).isEqualTo(-1);
        doers[(int) i] = unit.member();
      }
    }

    synchronized void forget(int member) {
      for (int i = 0; i < doers.length; i++) {
        doers[i] = doers[i] == member ? -1 : doers[i];
      }
    }

    synchronized boolean all() {
      return Arrays.stream(doers).noneMatch(doer -> doer < 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "spread", "random:1", "random:2"})
  void anyOrderOfUnitsAndLosses(String policy) {
    for (int n = 0; n < 400; n++) {
      List<Speed> members = Imagined.speeds(random, 1 + random.nextInt(7));
      long slices = 1L + random.nextInt(n % 3 == 0 ? 8 : 3000);
      Board board = new Board(Policies.byName(policy), slices, members);
      Doers doers = new Doers(slices);
      List<ArrayDeque<Board.Unit>> underWay = new ArrayList<>();
      members.forEach(_ -> underWay.add(new ArrayDeque<>()));
      long able = members.stream().filter(Speed::isPossible).count();
      boolean[] lost = new boolean[members.size()];
      while (!board.isComplete()) {
        int member = random.nextInt(members.size());
        int what = random.nextInt(40);
        if (what == 0 && able > 1 && members.get(member).isPossible() && !lost[member]) {
          boolean redo = random.nextBoolean();
          assertThat(board.lost(member, redo)).isTrue();
          if (redo) {
            doers.forget(member);
          }
          assertThat(underWay.get(member)).noneMatch(board::done); // too late
          lost[member] = true;
          able--;
        } else if (what % 2 == 0) {
          Board.Unit unit = board.next(member);
          if (unit != null) {
            assertThat(unit.member()).isEqualTo(member);
            assertThat(unit.slices()).isPositive();
            assertThat(lost[member] || !members.get(member).isPossible()).isFalse();
            underWay.get(member).add(unit);
          }
        } else if (!lost[member] && !underWay.get(member).isEmpty()) {
          Board.Unit unit = underWay.get(member).poll();
          doers.did(unit);
          board.done(unit);
        }
        assertThat(board.isComplete()).isEqualTo(doers.all());
      }
      for (int member = 0; member < members.size(); member++) {
        assertThat(board.next(member)).isNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "spread", "random:3"})
  void threads(String policy) throws Exception {
    int members = 8;
    long slices = 20_000;
    try (ExecutorService threads = Executors.newFixedThreadPool(2 * members)) {
      for (int n = 0; n < 6; n++) {
        List<Speed> speeds = new ArrayList<>();
        for (int i = 0; i < members; i++) {
          speeds.add(new Speed(0, 1e-6 * (1 + random.nextInt(9)), i));
        }
        Board board = new Board(Policies.byName(policy), slices, speeds);
        Doers doers = new Doers(slices);
        List<Future<?>> lanes = new ArrayList<>();
        for (int lane = 0; lane < 2 * members; lane++) {
          int member = lane / 2;
          boolean fails = lane % 2 == 0 && member % 3 == n % 3;
          lanes.add(threads.submit(() -> work(board, doers, member, fails)));
        }
        for (Future<?> lane : lanes) {
          lane.get();
        }
        assertThat(board.isComplete()).isTrue();
        assertThat(doers.all()).isTrue();
      }
    }
  }

  /** One lane of a member; one that fails takes the member out at its second unit. */
  private static void work(Board board, Doers doers, int member, boolean fails) {
    int units = 0;
    while (!board.isComplete()) {
      Board.Unit unit = board.next(member);
      if (unit == null) {
        Thread.onSpinWait();
      } else if (fails && ++units == 2) {
        synchronized (doers) {
          assertThat(board.lost(member, true)).isTrue();
          doers.forget(member);
        }
        return;
      } else {
        // The board and the test count a unit at the same time.
        synchronized (doers) {
          if (board.done(unit)) {
            doers.did(unit);
          }
        }
      }
    }
  }

  @Test
  void frontForTheOwnerAndBackForThieves() {
    Board board = new Board(Policies.spread(), 1000, List.of(ONE, TWO));
    assertThat(board.shares()).containsExactly(500, 500);
    Board.Unit first = board.next(0);
    assertThat(first).isEqualTo(new Board.Unit(0, 0, 300, false));
    long end = first.to();
    while (end < 500) {
      Board.Unit next = board.next(0);
      assertThat(next.from()).isEqualTo(end);
      assertThat(next.stolen()).isFalse();
      end = next.to();
    }
    Board.Unit stolen = board.next(0);
    assertThat(stolen.stolen()).isTrue();
    assertThat(stolen.from()).isGreaterThan(500);
    assertThat(board.next(1).from()).isEqualTo(500);
  }

  @Test
  void whoWasLeftOutHelpsOnlyWhenOneIsLost() {
    Speed shared = new Speed(0, 2e-6, ONE.resource());
    Board board = new Board(Policies.balanced(), 1000, List.of(ONE, TWO, shared));
    assertThat(board.shares()).containsExactly(500, 500, 0);
    Board.Unit begun = board.next(1);
    assertThat(board.next(2)).isNull();
    assertThat(board.lost(0, false)).isTrue();
    assertThat(board.next(0)).isNull();
    Board.Unit lost = board.next(2);
    assertThat(lost.stolen()).isTrue();
    board.done(begun);
    assertThatThrownBy(() -> board.done(begun)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatCannotBeTrustedIsDoneAgain() {
    Board board = new Board(Policies.balanced(), 10, List.of(ONE, TWO));
    for (int member : new int[] {0, 1, 0, 1}) {
      for (Board.Unit unit = board.next(member); unit != null; unit = board.next(member)) {
        board.done(unit);
      }
    }
    assertThat(board.isComplete()).isTrue();
    assertThat(board.next(0)).isNull();
    assertThat(board.lost(1, false)).isTrue();
    assertThat(board.isComplete()).isTrue();
    assertThat(board.lost(1, true)).isTrue(); // as was found later
    assertThat(board.isComplete()).isFalse();
    for (Board.Unit unit = board.next(0); unit != null; unit = board.next(0)) {
      board.done(unit);
    }
    assertThat(board.isComplete()).isTrue();
  }

  @Test
  void theLastOne() {
    Board board = new Board(Policies.balanced(), 10, List.of(ONE, Speed.none(1)));
    assertThat(board.next(1)).isNull();
    Board.Unit unit = board.next(0);
    assertThat(board.lost(0, false)).isFalse();
    board.done(unit);
    assertThat(board.isComplete()).isFalse();
    assertThat(board.next(0)).isNull();
    assertThat(board.next(1)).isNull();
  }

  @Test
  void whatCannotBeABoard() {
    assertThatThrownBy(() -> new Board(Policies.balanced(), 0, List.of(ONE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Board(Policies.balanced(), 1, List.of(Speed.none(0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void policiesThatAnswerNonsense() {
    for (List<Long> shares :
        List.of(
            List.of(1L, 1L), List.of(3L), List.of(2L, 1L, 0L), List.of(-1L, 4L), List.of(0L, 3L))) {
      Policy nonsense = new Answering(shares);
      assertThatThrownBy(() -> new Board(nonsense, 3, List.of(ONE, Speed.none(1))))
          .as("%s", shares)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the policy nonsense ");
    }
    Board board = new Board(new Answering(List.of(3L, 0L)), 3, List.of(ONE, TWO));
    assertThatThrownBy(() -> board.next(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the policy nonsense answered 4, not 1 to 3");
  }

  /** Whatever the question is. */
  private record Answering(List<Long> parts) implements Policy {

    @Override
    public String name() {
      return "nonsense";
    }

    @Override
    public long[] shares(long slices, List<Speed> members) {
      return parts.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public long unit(long left, long begun, Speed member) {
      return left + 1;
    }

    @Override
    public long steal(long left, Speed other, Speed member) {
      return left + 1;
    }
  }
}
