package dev.adamant.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Bytes that a hot path leaves for the garbage collector. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Runs of a round; a few rounds are what the compiler needs to take notice. */
  private static final int RUNS = 10_000;

  private Allocation() {}

  /**
   * Bytes that a run allocates on the heap once it is compiled: the least of several rounds, since
   * the compiler works on beside them and the virtual machine now and then allocates on behalf of
   * the thread. Ends with the first round that allocates nothing.
   *
   * @param patience how long to wait for such a round
   */
  static long bytesPerRun(Workload workload, Duration patience) {
    workload.verify();
    long end = System.nanoTime() + patience.toNanos();
    long least = Long.MAX_VALUE;
    do {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < RUNS; i++) {
        workload.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    } while (least > 0 && System.nanoTime() - end < 0);
    return Math.ceilDiv(least, RUNS);
  }
}
