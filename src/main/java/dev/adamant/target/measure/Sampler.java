package dev.adamant.target.measure;

import dev.adamant.target.Event;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times work on a target, several pieces by turns, so that a disturbance meets all of them. */
final class Sampler {

  /** Less is lost in the noise of the clock and of the queue. */
  private static final double LEAST_SAMPLE_SECONDS = 1e-3;

  private static final int MOST_REPETITIONS = 1 << 14;

  private final Target target;
  private final double seconds;
  private final int leastSamples;

  /**
   * Times on one target.
   *
   * @param seconds for a piece of work, a fifth of it for the warm-up
   * @param leastSamples even where the time is not enough
   */
  Sampler(Target target, double seconds, int leastSamples) {
    this.target = target;
    this.seconds = seconds;
    this.leastSamples = leastSamples;
  }

  /** Seconds of each piece of work, sample by sample: the i-th of all were taken together. */
  double[][] byTurns(List<Work> works) {
    int count = works.size();
    int[] repetitions = new int[count];
    double round = 0;
    for (int i = 0; i < count; i++) {
      double once = warm(works.get(i));
      repetitions[i] = repetitions(once);
      round += repetitions[i] * once;
    }
    int rounds = (int) Math.max(leastSamples, 0.8 * seconds * count / round);
    double[][] samples = new double[count][rounds];
    for (int r = 0; r < rounds; r++) {
      for (int i = 0; i < count; i++) {
        samples[i][r] = sample(works.get(i), repetitions[i]);
      }
    }
    return samples;
  }

  /** Seconds of one piece of work. */
  Spread time(Work work) {
    return Spread.of(byTurns(List.of(work))[0]);
  }

  /**
   * Seconds of one call after the other.
   *
   * @param call of work that is a matter of microseconds
   */
  Spread calls(Runnable call) {
    double once = warmCalls(call);
    int repetitions = (int) Math.clamp(LEAST_SAMPLE_SECONDS / once, 1, MOST_REPETITIONS);
    int rounds = (int) Math.max(leastSamples, 0.5 * seconds / (repetitions * once));
    double[] samples = new double[rounds];
    Arrays.setAll(samples, r -> callSample(call, repetitions));
    return Spread.of(samples);
  }

  /** Runs until a fifth of the time is over, at least once; the seconds of the last run. */
  private double warm(Work work) {
    long start = System.nanoTime();
    double once;
    do {
      once = sample(work, 1);
    } while (System.nanoTime() - start < 0.2e9 * seconds);
    return once;
  }

  /** Half of the time, so that the compiler is done with the call. */
  private double warmCalls(Runnable call) {
    long start = System.nanoTime();
    double once;
    do {
      once = callSample(call, 100);
    } while (System.nanoTime() - start < 0.5e9 * seconds);
    return once;
  }

  private int repetitions(double once) {
    double least = Math.min(LEAST_SAMPLE_SECONDS, seconds / (2 * leastSamples));
    return (int) Math.clamp(Math.ceil(least / once), 1, MOST_REPETITIONS);
  }

  private double sample(Work work, int repetitions) {
    List<Event> events = new ArrayList<>(repetitions);
    long start = System.nanoTime();
    for (int i = 0; i < repetitions; i++) {
      events.add(target.submit(work));
    }
    events.forEach(Event::await);
    return (System.nanoTime() - start) / 1e9 / repetitions;
  }

  private static double callSample(Runnable call, int repetitions) {
    long start = System.nanoTime();
    for (int i = 0; i < repetitions; i++) {
      call.run();
    }
    return (System.nanoTime() - start) / 1e9 / repetitions;
  }
}
