package dev.adamant.serve;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Durations of the last seconds, a histogram for each second: buckets grow by a sixteenth of a
 * power of two, so a percentile is at most 6.25 % too high. A second that is over is replaced as a
 * whole, so nothing locks and no count goes to another second.
 */
final class Latencies {

  /** How many whole seconds count. */
  static final int SECONDS = 10;

  private static final int SLOTS = SECONDS + 2;
  private static final int PRECISION = 4;
  private static final int BUCKETS = (Long.SIZE - PRECISION) << PRECISION;

  private record Second(long number, AtomicLongArray counts) {}

  private final AtomicReferenceArray<Second> seconds = new AtomicReferenceArray<>(SLOTS);

  /** Adds a duration to a second. */
  void add(long second, long nanos) {
    int slot = (int) Math.floorMod(second, (long) SLOTS);
    Second now = seconds.get(slot);
    while (now == null || now.number < second) {
      Second next = new Second(second, new AtomicLongArray(BUCKETS));
      now = seconds.compareAndSet(slot, now, next) ? next : seconds.get(slot);
    }
    if (now.number == second) {
      now.counts.incrementAndGet(bucket(nanos));
    }
  }

  /** What the whole seconds before one had. */
  Metrics.Recent before(long second) {
    long[] sums = new long[BUCKETS];
    long total = 0;
    for (int i = 0; i < SLOTS; i++) {
      Second s = seconds.get(i);
      if (s != null && s.number < second && s.number >= second - SECONDS) {
        for (int b = 0; b < BUCKETS; b++) {
          long count = s.counts.get(b);
          sums[b] += count;
          total += count;
        }
      }
    }
    return new Metrics.Recent(
        (double) total / SECONDS, percentile(sums, total, 50), percentile(sums, total, 99));
  }

  /** The upper edge of the bucket of the rank ⌈total·percent/100⌉, in milliseconds. */
  private static double percentile(long[] counts, long total, int percent) {
    long rank = Math.ceilDiv(total * percent, 100L);
    long below = 0;
    for (int b = 0; b < BUCKETS; b++) {
      below += counts[b];
      if (below >= rank && total > 0) {
        return upperEdge(b) / 1e6;
      }
    }
    return 0;
  }

  static int bucket(long nanos) {
    long value = Math.max(nanos, 0);
    if (value < 1 << PRECISION) {
      return (int) value;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - PRECISION;
    return (shift << PRECISION) + (int) (value >> shift);
  }

  static long upperEdge(int bucket) {
    if (bucket < 2 << PRECISION) {
      return bucket;
    }
    int shift = (bucket >> PRECISION) - 1;
    long least = (long) ((1 << PRECISION) | (bucket & ((1 << PRECISION) - 1))) << shift;
    return least + (1L << shift) - 1;
  }
}
