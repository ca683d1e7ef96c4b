package dev.adamant.target;

import dev.adamant.memory.Region;

/** A piece of work in the queue of a target, and its end. */
final class Ticket implements Event {

  /** How long a thread spins before it parks. */
  static final long SPIN_NANOS = 50_000;

  private final QueuedTarget target;
  private Work work;
  private Region[] held;
  private Throwable failure;
  private volatile boolean done;

  /**
   * Work to be executed.
   *
   * @param held its regions, which this releases at the end
   */
  Ticket(QueuedTarget target, Work work, Region[] held) {
    this.target = target;
    this.work = work;
    this.held = held;
  }

  /** Executes the work; called once, and throws nothing. */
  void execute() {
    try {
      target.perform(work);
    } catch (Throwable e) {
      failure = e;
    }
    Region[] regions = held;
    work = null;
    held = null;
    synchronized (this) {
      done = true;
      notifyAll();
    }
    // Last: whoever closes a region waits for this, and then finds the work done.
    Holds.release(regions);
  }

  @Override
  public boolean isDone() {
    return done;
  }

  /** {@inheritDoc} Meanwhile the calling thread executes what is queued before the work. */
  @Override
  public void await() {
    long patience = System.nanoTime() + SPIN_NANOS;
    while (!done) {
      if (target.tryExecuteNext()) {
        patience = System.nanoTime() + SPIN_NANOS;
      } else if (System.nanoTime() - patience < 0) {
        Thread.onSpinWait();
      } else {
        park();
      }
    }
    if (failure instanceof TargetException e) {
      throw new TargetException(e);
    }
    if (failure != null) {
      throw new TargetException(target.name(), "the work failed: " + failure, failure);
    }
  }

  /** Waits for the thread that executes; an interrupt is kept for the caller. */
  private void park() {
    boolean interrupted = false;
    synchronized (this) {
      while (!done) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
