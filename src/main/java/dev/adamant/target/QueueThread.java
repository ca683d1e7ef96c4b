package dev.adamant.target;

import java.util.concurrent.locks.LockSupport;

/** Executes what is in the queue of a target until that is closed. */
final class QueueThread extends Thread {

  private final QueuedTarget target;
  private volatile boolean parked;

  private QueueThread(QueuedTarget target) {
    super("adamant-" + target.name());
    this.target = target;
    setDaemon(true);
  }

  static QueueThread start(QueuedTarget target) {
    QueueThread thread = new QueueThread(target);
    thread.start();
    return thread;
  }

  @Override
  public void run() {
    long patience = System.nanoTime() + Ticket.SPIN_NANOS;
    while (!target.isClosed() || target.hasQueued()) {
      boolean impatient = System.nanoTime() - patience > 0;
      if (target.hasQueued()) {
        // A thread that waits for an event may be executing: it is soon done, or it is long work.
        if (impatient) {
          target.executeNextInTurn();
        } else if (!target.tryExecuteNext()) {
          Thread.onSpinWait();
          continue;
        }
        patience = System.nanoTime() + Ticket.SPIN_NANOS;
      } else if (impatient) {
        parked = true;
        if (!target.hasQueued() && !target.isClosed()) {
          LockSupport.park(this);
        }
        parked = false;
        patience = System.nanoTime() + Ticket.SPIN_NANOS;
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** There is work, or none will come any more. */
  void wake() {
    if (parked) {
      LockSupport.unpark(this);
    }
  }

  /** Waits for its end, which comes when the target is closed; an interrupt is kept. */
  void end() {
    LockSupport.unpark(this);
    boolean interrupted = false;
    while (isAlive() && this != Thread.currentThread()) {
      try {
        join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
