package dev.adamant.target.opencl;

/** Counts the pieces of work that have not ended. */
final class UnderWay {

  private int count;

  /** One more. */
  synchronized void begin() {
    count++;
  }

  /** One less. */
  synchronized void end() {
    count--;
    if (count == 0) {
      notifyAll();
    }
  }

  /** Waits until there is none. */
  synchronized void awaitNone() {
    boolean interrupted = false;
    while (count > 0) {
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
}
