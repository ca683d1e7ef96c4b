package dev.adamant.train;

import dev.adamant.data.Shuffle;
import dev.adamant.target.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A job with its data, of which nothing is trained: what its work will be, and how long a few of
 * its steps really take. It writes no files.
 */
public final class PlannedJob {

  /** So many steps are done at least to see how long they take. */
  public static final int LEAST_STEPS = 2;

  private static final double NANOS = 1e9;

  /** The part of the time in which steps are only done, so that code and caches are warm. */
  private static final double WARM_PART = 0.3;

  private final JobData data;
  private final Execution execution;

  private PlannedJob(JobData data, Execution execution) {
    this.data = data;
    this.execution = execution;
  }

  /**
   * Steps that were done to see how long they take.
   *
   * @param steps how many were timed
   * @param secondsPerStep the median of them
   * @param quickQuarter seconds within which a quarter of them was done; far less than the median
   *     where the machine is busy with other things
   */
  public record Trial(int steps, double secondsPerStep, double quickQuarter) {}

  /**
   * Opens the data, as {@link TrainingRun#plan} does.
   *
   * @throws JobException when the job makes no sense, or not with its data
   * @throws dev.adamant.data.DataException when the data cannot be had
   * @throws TrainingException when the job needs more memory than it may have
   */
  public static PlannedJob open(
      JobSettings settings, Execution execution, Target target, RunListener listener)
      throws IOException {
    return new PlannedJob(TrainingRun.prepare(settings, execution, target, listener), execution);
  }

  /** The job, complete. */
  public Job job() {
    return data.job();
  }

  /** Samples of an epoch. */
  public int trainSamples() {
    return data.split().train().length;
  }

  /** Samples that are answered after each epoch. */
  public int evaluatedSamples() {
    int validation = data.split().validation().length;
    return validation > 0 ? validation : testSamples();
  }

  /** Samples that are answered at the end. */
  public int testSamples() {
    return data.split().test().length;
  }

  /**
   * The work of a step and of an evaluated batch.
   *
   * @param sharesHostMemory as the target has it
   */
  public StepWorks works(boolean sharesHostMemory) {
    return StepWorks.of(data.job(), data.network(), execution, sharesHostMemory);
  }

  /**
   * Does steps of the job, from its first one on, as long as they fit into the time; at least one
   * is only done and one is timed. What they train is thrown away.
   *
   * @param target stays the caller's
   * @throws dev.adamant.target.TargetException when the target fails
   */
  public Trial measure(Target target, double seconds) {
    int samples = trainSamples();
    int batch = data.job().batch();
    int wholeSteps = Math.max(1, samples / batch);
    List<Double> times = new ArrayList<>();
    try (EncodedData examples = new EncodedData(data);
        Trainer trainer = Trainer.open(target, data.job(), data.network(), execution, samples)) {
      int[] order = Shuffle.permutation(samples, data.job().seed(), Streams.SHUFFLE, 0);
      long begun = System.nanoTime();
      double warmUntil = WARM_PART * seconds;
      for (int step = 0;
          step < LEAST_STEPS || (System.nanoTime() - begun) / NANOS < seconds;
          step++) {
        long start = System.nanoTime();
        trainer.step(examples.train(), order, step % wholeSteps * batch, step % wholeSteps);
        long end = System.nanoTime();
        if (step > 0 && (end - begun) / NANOS > warmUntil) {
          times.add((end - start) / NANOS);
        }
      }
    }
    times.sort(null);
    return new Trial(times.size(), times.get(times.size() / 2), times.get(times.size() / 4));
  }
}
