package dev.adamant.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Measures two workloads by turns: A B, B A, A B and so on, in short samples. What else goes on in
 * the machine then disturbs both alike, and the median of the ratios of neighbours hardly feels it.
 *
 * <p>The clock is the processor time of the thread, which stands still while others run on its
 * core.
 */
final class Turns {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private final Sampling sampling;

  Turns(Sampling sampling) {
    this.sampling = sampling;
  }

  /**
   * Verifies the answers of both, then compares their times.
   *
   * @throws WrongAnswerException when an answer is wrong
   */
  Comparison compare(Workload subject, Workload baseline) {
    subject.verify();
    baseline.verify();
    long subjectRuns = runsOfSample(subject);
    long baselineRuns = runsOfSample(baseline);
    double pair = nanos(subject, subjectRuns) + nanos(baseline, baselineRuns);
    int pairs = sampling.pairs(pair);
    double[] subjectNanos = new double[pairs];
    double[] baselineNanos = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      if (i % 2 == 0) {
        subjectNanos[i] = sample(subject, subjectRuns);
        baselineNanos[i] = sample(baseline, baselineRuns);
      } else {
        baselineNanos[i] = sample(baseline, baselineRuns);
        subjectNanos[i] = sample(subject, subjectRuns);
      }
    }
    return Comparison.of(subjectNanos, baselineNanos);
  }

  /** Warms up, and finds how many runs fill a sample. */
  private long runsOfSample(Workload workload) {
    long spent = 0;
    while (spent < sampling.warmup()) {
      spent += nanos(workload, 1);
    }
    long runs = 1;
    long taken = nanos(workload, runs);
    while (taken < sampling.sample()) {
      runs *= 2;
      taken = nanos(workload, runs);
    }
    return runs;
  }

  /** Nanoseconds per operation. */
  private static double sample(Workload workload, long runs) {
    return (double) nanos(workload, runs) / (runs * workload.operations());
  }

  private static long nanos(Workload workload, long runs) {
    workload.prepare();
    long begin = CLOCK.getCurrentThreadCpuTime();
    for (long i = 0; i < runs; i++) {
      workload.run();
    }
    // At least one, so that a ratio is finite whatever the resolution of the clock.
    return Math.max(1, CLOCK.getCurrentThreadCpuTime() - begin);
  }
}
