package dev.adamant.schedule;

import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread that drives one instance of a member's target, with slots for copies. What it owns is
 * given back by that thread, so that a target which hangs delays nobody.
 */
final class Lane implements AutoCloseable {

  private final Member member;
  private final int number;
  private final Target target;
  private final List<Slot> slots = new ArrayList<>();
  private final ExecutorService thread;
  private ElementCheck check;
  private double checkSeconds;
  private double busySeconds;
  private boolean closing;

  /** The lane owns the target. */
  Lane(Member member, int number, Target target) {
    this.member = member;
    this.number = number;
    this.target = target;
    this.thread =
        new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread worker = new Thread(task, "adamant-lane-" + member.name() + "-" + number);
              worker.setDaemon(true);
              return worker;
            });
  }

  Member member() {
    return member;
  }

  int number() {
    return number;
  }

  Target target() {
    return target;
  }

  /** The thread's. */
  Slot slot(int index) {
    while (slots.size() <= index) {
      slots.add(new Slot(target));
    }
    return slots.get(index);
  }

  /** The thread's. */
  ElementCheck check() {
    if (check == null) {
      check = new ElementCheck();
    }
    return check;
  }

  /** Whether a check is within the budget, as a part of the time that the lane has worked. */
  boolean mayCheck(double budget) {
    return budget > 0 && (checkSeconds == 0 || checkSeconds <= budget * busySeconds);
  }

  void worked(double seconds) {
    busySeconds += seconds;
  }

  void checked(double seconds) {
    checkSeconds += seconds;
  }

  /** Has the thread do something. */
  void execute(Runnable task) {
    thread.execute(task);
  }

  /**
   * Has the thread compute something and waits for it.
   *
   * @throws TimeoutException when it is not done in time; it goes on nevertheless
   * @throws ExecutionException with what it threw
   */
  <T> T call(Callable<T> task, Duration patience) throws TimeoutException, ExecutionException {
    FutureTask<T> future = new FutureTask<>(task);
    thread.execute(future);
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Gives everything back when what the thread does has ended, without waiting for that. */
  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    thread.execute(this::giveBack);
    thread.shutdown();
  }

  /** Waits until everything is given back, at most so long. */
  boolean awaitClosed(long millis) throws InterruptedException {
    return thread.awaitTermination(millis, TimeUnit.MILLISECONDS);
  }

  private void giveBack() {
    try {
      slots.forEach(Slot::close);
      if (check != null) {
        check.close();
      }
    } catch (TargetException e) {
      // A target that was given up may refuse this, too; the process keeps what it held.
    } finally {
      target.close();
    }
  }
}
