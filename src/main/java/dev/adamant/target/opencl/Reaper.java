package dev.adamant.target.opencl;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that sees work end which nobody waits for, so that what it held is given back. It looks
 * now and then, since to wake it for every piece costs more than small work itself; it runs from
 * the first such work until it is closed.
 */
final class Reaper implements AutoCloseable {

  /** Between two looks: how much longer than needed unwatched work may hold its regions. */
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** After so many looks at nothing it sleeps until there is something. */
  private static final int PATIENCE = 100;

  private final String target;
  private final Queue<OpenClEvent> events = new ConcurrentLinkedQueue<>();
  private Thread thread;
  private volatile boolean asleep;
  private volatile boolean closed;

  Reaper(String target) {
    this.target = target;
  }

  /** Sees the event through; called by one thread at a time, in the order of submission. */
  void watch(OpenClEvent event) {
    events.add(event);
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name(target + " reaper").start(this::loop);
    } else if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /** Sees through what is left and ends the thread. */
  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    int idle = 0;
    while (!closed) {
      idle = events.isEmpty() ? idle + 1 : 0;
      removeEnded();
      if (idle > PATIENCE) {
        sleep();
      } else {
        LockSupport.parkNanos(this, NAP_NANOS);
      }
      // Nobody has a reason to interrupt the thread; it goes on, and does not spin.
      Thread.interrupted();
    }
    for (OpenClEvent event = events.poll(); event != null; event = events.poll()) {
      event.awaitEnd(0);
    }
  }

  private void sleep() {
    asleep = true;
    // Whoever added before this was set does not wake the thread.
    if (events.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  /** Work ends in the order of submission, so the first that has not ended is the last to ask. */
  private void removeEnded() {
    for (OpenClEvent event = events.peek();
        event != null && event.isDone();
        event = events.peek()) {
      events.remove();
    }
  }
}
