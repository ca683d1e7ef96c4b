package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.TargetException;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One piece of work while lanes do it in units. The thread that asked for it waits in {@link #run},
 * takes out members that are past their deadline, and returns once every slice is in its place.
 */
final class Round implements AutoCloseable {

  /** A unit may take so many times what is predicted. */
  private static final double LATE = 20;

  /** Hears that a member is out. */
  @FunctionalInterface
  interface Losses {
    void lost(Member member, String reason);
  }

  /** A lane at a unit. */
  private static final class Stay {
    private final Board.Unit unit;
    private final long deadline;
    private boolean commits;

    Stay(Board.Unit unit, long deadline) {
      this.unit = unit;
      this.deadline = deadline;
    }
  }

  private final Work work;
  private final Cut cut;
  private final Board board;
  private final List<Member> members;
  private final List<Speed> speeds;
  private final EnsembleOptions options;
  private final Losses losses;
  private final UnitRunner runner;
  private final Region sums;
  private final boolean canRedo;

  /** Guarded by this, as all below; a lane that was given up is not in it. */
  private final Map<Lane, Stay> stays = new HashMap<>();

  private final Map<Board.Unit, Tensor> partial = new HashMap<>();
  private TargetException failure;
  private boolean over;

  /**
   * Nothing is begun.
   *
   * @param cut null for one unit that is the whole work
   */
  Round(
      Work work,
      Cut cut,
      List<Speed> speeds,
      List<Member> members,
      EnsembleOptions options,
      Losses losses) {
    this.work = work;
    this.cut = cut;
    this.speeds = ofThoseLeft(speeds, members);
    this.members = members;
    this.options = options;
    this.losses = losses;
    this.board = new Board(options.policy(), cut == null ? 1 : cut.slices(), this.speeds);
    this.sums = isDepth() ? Region.open("partial sums", Long.MAX_VALUE) : null;
    this.canRedo = isDepth() || !Works.overwrites(work);
    this.runner = new UnitRunner(this, work, cut, options);
  }

  /** A plan may have members that were lost since it was made. */
  private static List<Speed> ofThoseLeft(List<Speed> planned, List<Member> members) {
    List<Speed> left = new ArrayList<>();
    for (Member member : members) {
      Speed speed = planned.get(member.number());
      left.add(member.takesPart() ? speed : Speed.none(speed.resource()));
    }
    if (left.stream().noneMatch(Speed::isPossible)) {
      throw new TargetException(
          members.getFirst().name(), "the last target that could do this was taken out", null);
    }
    return left;
  }

  /**
   * Does all of it.
   *
   * @throws TargetException when no member is left that can, the work itself is at fault, or work
   *     that overwrites its operands has failed half done
   */
  void run() {
    startLanes();
    synchronized (this) {
      boolean interrupted = false;
      while (failure == null && !(board.isComplete() && stays.isEmpty())) {
        try {
          wait(millisToNextDeadline());
        } catch (InterruptedException e) {
          interrupted = true;
        }
        giveUpTheLate();
      }
      over = true;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure != null) {
        awaitWriters();
        throw failure;
      }
    }
  }

  /** Quires for one more partial sum. */
  Tensor newSums() {
    return sums.tensor(DataType.quire(work.operands().getFirst().format()), work.out().shape());
  }

  private boolean isDepth() {
    return cut != null && cut.axis() == Axis.DEPTH;
  }

  /** The partial sums, in the order of their terms; none unless the depth was divided. */
  synchronized List<Tensor> partialSums() {
    List<Board.Unit> units = new ArrayList<>(partial.keySet());
    units.sort((a, b) -> Long.compare(a.from(), b.from()));
    return units.stream().map(partial::get).toList();
  }

  /** Whoever writes into the tensors of the work ends before anyone goes on. */
  private void awaitWriters() {
    awaitUninterruptibly(
        () ->
            stays.entrySet().stream()
                .noneMatch(e -> e.getKey().member().isInPlace() || e.getValue().commits));
  }

  /** Waits under the lock; an interrupt is kept. */
  private void awaitUninterruptibly(BooleanSupplier condition) {
    boolean interrupted = false;
    while (!condition.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void startLanes() {
    for (Member member : members) {
      if (member.takesPart() && speeds.get(member.number()).isPossible()) {
        for (Lane lane : member.lanes()) {
          lane.execute(() -> serve(lane));
        }
      }
    }
  }

  private void serve(Lane lane) {
    Board.Unit unit = take(lane);
    while (unit != null) {
      try {
        Tensor result = runner.run(lane, unit);
        unit = takeNext(lane, unit, result);
      } catch (WrongAnswerException e) {
        lose(lane, e.getMessage(), true, null);
        return;
      } catch (RuntimeException | OutOfMemoryError e) {
        failed(lane, e);
        return;
      }
    }
  }

  private synchronized Board.Unit take(Lane lane) {
    // A lane may still be asked to help although it is at work.
    if (over || stays.containsKey(lane) || !lane.member().takesPart()) {
      return null;
    }
    Board.Unit unit = board.next(lane.member().number());
    if (unit != null) {
      stays.put(lane, new Stay(unit, deadline(unit)));
    }
    return unit;
  }

  private synchronized Board.Unit takeNext(Lane lane, Board.Unit done, Tensor sumsOfIt) {
    Stay stay = stays.get(lane);
    if (stay == null || !stay.unit.equals(done)) {
      return null;
    }
    board.done(done);
    if (sumsOfIt != null) {
      partial.put(done, sumsOfIt);
    }
    stays.remove(lane);
    Board.Unit next = take(lane);
    if (next == null) {
      notifyAll();
    }
    return next;
  }

  /** Whether the lane may write its results now. From here on nobody gives it up. */
  synchronized boolean commits(Lane lane, Board.Unit unit) {
    Stay stay = stays.get(lane);
    if (over || stay == null || !stay.unit.equals(unit)) {
      return false;
    }
    stay.commits = true;
    return true;
  }

  private void failed(Lane lane, Throwable e) {
    String reason = Failures.reason(e);
    TargetException fatal = null;
    if (Failures.areOfTheWork(e) || (lane.member().isInPlace() && !canRedo)) {
      fatal =
          e instanceof TargetException t ? t : new TargetException(lane.member().name(), reason, e);
    }
    lose(lane, reason, false, fatal);
  }

  /** Takes the lane's member out, unless it was given up before. */
  private void lose(Lane lane, String reason, boolean redo, TargetException fatal) {
    synchronized (this) {
      if (stays.remove(lane) == null || over) {
        notifyAll();
        return;
      }
      if (fatal != null) {
        failure = fatal;
        notifyAll();
        return;
      }
      takeOut(lane.member(), reason, redo);
    }
  }

  /** Called under the lock. */
  private void takeOut(Member member, String reason, boolean redo) {
    member.lost(reason);
    awaitUninterruptibly(
        () ->
            member.lanes().stream()
                .noneMatch(lane -> stays.containsKey(lane) && stays.get(lane).commits));
    member.lanes().forEach(stays::remove);
    if (redo && canRedo) {
      partial.keySet().removeIf(unit -> unit.member() == member.number());
    }
    boolean others = board.lost(member.number(), redo && canRedo);
    losses.lost(member, reason);
    if (others) {
      startLanes();
    } else if (!board.isComplete()) {
      failure =
          new TargetException(
              member.name(),
              "it was the last one that could do this, and was taken out: " + reason,
              null);
    }
    notifyAll();
  }

  private long deadline(Board.Unit unit) {
    double predicted = speeds.get(unit.member()).seconds(unit.slices());
    long patience = Math.max(options.deadline().toNanos(), (long) (LATE * predicted * 1e9));
    return System.nanoTime() + patience;
  }

  private long millisToNextDeadline() {
    // A unit that is begun while this waits wakes nobody: it is late by two deadlines at most.
    long soonest = options.deadline().toNanos();
    long now = System.nanoTime();
    for (Map.Entry<Lane, Stay> stay : stays.entrySet()) {
      if (!stay.getKey().member().isInPlace() && !stay.getValue().commits) {
        soonest = Math.min(soonest, stay.getValue().deadline - now);
      }
    }
    return Math.max(1, soonest / 1_000_000 + 1);
  }

  private void giveUpTheLate() {
    long now = System.nanoTime();
    for (Map.Entry<Lane, Stay> stay : List.copyOf(stays.entrySet())) {
      Member member = stay.getKey().member();
      boolean late = stay.getValue().deadline - now < 0 && !stay.getValue().commits;
      if (late && !member.isInPlace() && member.takesPart()) {
        takeOut(member, "it was not done with a unit of work before its deadline", false);
      }
    }
  }

  /** Gives the partial sums back. */
  @Override
  public void close() {
    if (sums != null) {
      sums.close();
    }
  }
}
