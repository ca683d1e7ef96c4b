package dev.adamant.target.opencl;

import java.util.concurrent.LinkedBlockingQueue;

/**
 * A thread that sees work end which nobody waits for, so that what it held is given back. It runs
 * from the first such work until it is closed.
 */
final class Reaper implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("dev.adamant.target.opencl");

  private final String target;
  private final LinkedBlockingQueue<Runnable> waits = new LinkedBlockingQueue<>();
  private Thread thread;
  private volatile boolean closed;

  Reaper(String target) {
    this.target = target;
  }

  /** Sees the event through; called by one thread at a time, in the order of submission. */
  void watch(OpenClEvent event) {
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name(target + " reaper").start(this::loop);
    }
    waits.add(() -> event.awaitEnd(0));
  }

  /** Sees through what is left and ends the thread. */
  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    waits.add(() -> closed = true);
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
    while (!closed) {
      take().run();
    }
  }

  /** The next; nobody has a reason to interrupt the thread, and work must still be seen through. */
  private Runnable take() {
    while (true) {
      try {
        return waits.take();
      } catch (InterruptedException e) {
        LOG.log(System.Logger.Level.DEBUG, "{0}: the reaper was interrupted and goes on", target);
      }
    }
  }
}
