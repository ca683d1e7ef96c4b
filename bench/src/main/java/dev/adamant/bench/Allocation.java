package dev.adamant.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that a hot path leaves for the garbage collector. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The compiler needs so many runs, and then some time, to have done its last work. */
  private static final int RUNS = 20_000;

  private static final int ROUNDS = 25;

  private Allocation() {}

  /**
   * Bytes that a run allocates on the heap once it is compiled: the least of several rounds, since
   * the compiler works on beside them and the virtual machine now and then allocates on behalf of
   * the thread. Ends with the first round that allocates nothing.
   */
  static long bytesPerRun(Workload workload) {
    workload.verify();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < RUNS; i++) {
        workload.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return Math.ceilDiv(least, RUNS);
  }
}
