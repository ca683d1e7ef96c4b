package dev.adamant.serve.http;

import java.time.Duration;

/** Counts requests under way, and stops letting them in when the server closes. */
final class Traffic {

  private int underWay;
  private boolean closing;

  /** A request begins; false when it must not. */
  synchronized boolean enter() {
    if (closing) {
      return false;
    }
    underWay++;
    return true;
  }

  /** It has ended. */
  synchronized void leave() {
    underWay--;
    if (underWay == 0) {
      notifyAll();
    }
  }

  /** Whether the server closes. */
  synchronized boolean closing() {
    return closing;
  }

  /**
   * Lets nobody in any more, and waits for those that are.
   *
   * @param most the longest wait
   * @return how many are still there
   */
  synchronized int drain(Duration most) {
    closing = true;
    long end = System.nanoTime() + most.toNanos();
    boolean interrupted = false;
    for (long left = most.toNanos(); underWay > 0 && left > 0; left = end - System.nanoTime()) {
      try {
        wait(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return underWay;
  }
}
