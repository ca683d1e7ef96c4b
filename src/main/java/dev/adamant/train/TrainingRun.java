package dev.adamant.train;

import dev.adamant.memory.AtomicFile;
import dev.adamant.target.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A job from data to model, in a run directory from which it can go on after any interruption:
 * every file there is whole or not there, but for a last line of the log. The state is saved after
 * every epoch, and in long ones every half minute.
 */
public final class TrainingRun {

  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(30);

  private TrainingRun() {}

  /**
   * Trains.
   *
   * @param settings of the job
   * @param out the run directory: made if missing; must be empty
   * @param target stays the caller's
   * @return what is also in {@code report.json}
   * @throws JobException when the job makes no sense, or not with its data
   * @throws dev.adamant.data.DataException when the data cannot be had
   * @throws RunException when the directory is not empty, in use, or cannot be written
   * @throws dev.adamant.memory.TensorFileException when a file in it cannot be written
   * @throws TrainingException when it needs more memory than it may have, or diverges
   */
  public static Report start(
      JobSettings settings, Execution execution, Path out, Target target, RunListener listener)
      throws IOException {
    return start(settings, execution, out, target, listener, BETWEEN_CHECKPOINTS);
  }

  /** The same with another time between checkpoints within an epoch. */
  static Report start(
      JobSettings settings,
      Execution execution,
      Path out,
      Target target,
      RunListener listener,
      Duration between)
      throws IOException {
    long began = System.nanoTime();
    try (RunDirectory directory = RunDirectory.create(out)) {
      JobData data = prepare(settings, execution, target, listener);
      byte[] job = JobFile.text(data.job()).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(directory.files().job(), job);
      return train(data, execution, directory.files(), target, listener, between, began);
    }
  }

  /** The same for a job whose settings are all known. */
  public static Report start(
      Job job, Execution execution, Path out, Target target, RunListener listener)
      throws IOException {
    return start(JobSettings.of(job), execution, out, target, listener);
  }

  /**
   * Settings as {@link #start} completes them before it opens the data: those that begin from a
   * model get its file and digest, and what must be as in it where they say nothing else.
   *
   * @throws JobException when there is no such model, or it is another than they say
   */
  public static JobSettings complete(JobSettings settings) throws JobException {
    WarmStart start = WarmStart.open(settings);
    return start == null ? settings : start.complete(settings);
  }

  /**
   * Says what {@link #start} would do, and trains nothing: opens the data and plans the memory.
   *
   * @throws JobException as {@link #start}
   * @throws dev.adamant.data.DataException as {@link #start}
   * @throws TrainingException when it needs more memory than it may have
   */
  public static MemoryPlan plan(
      JobSettings settings, Execution execution, Target target, RunListener listener)
      throws IOException {
    JobData data = prepare(settings, execution, target, listener);
    return planOf(data, execution, target);
  }

  /**
   * Goes on with an interrupted run from its last checkpoint, to the same bits that it would have
   * come to.
   *
   * @param directory of the run
   * @throws RunException when it holds no run, a finished one, one in use, or a damaged one
   */
  public static Report resume(
      Path directory, Execution execution, Target target, RunListener listener) throws IOException {
    return resume(directory, execution, target, listener, BETWEEN_CHECKPOINTS);
  }

  /** The same with another time between checkpoints within an epoch. */
  static Report resume(
      Path directory, Execution execution, Target target, RunListener listener, Duration between)
      throws IOException {
    long began = System.nanoTime();
    try (RunDirectory run = RunDirectory.open(directory)) {
      JobSettings settings = JobSettings.read(run.files().job());
      JobData data = prepare(settings, execution, target, listener);
      return train(data, execution, run.files(), target, listener, between, began);
    }
  }

  /** Opens the data, plans the memory and checks that there is as much. */
  static JobData prepare(
      JobSettings settings, Execution execution, Target target, RunListener listener)
      throws IOException {
    JobData data = JobData.open(settings, listener.data());
    listener.dataRead(
        data.data(),
        data.split().train().length,
        data.split().validation().length,
        data.split().test().length);
    MemoryPlan plan = planOf(data, execution, target);
    listener.planned(data.job(), data.network(), plan, EncodedData.bytes(data));
    Trainer.checkFits(plan, execution, target);
    return data;
  }

  private static MemoryPlan planOf(JobData data, Execution execution, Target target) {
    return MemoryPlan.of(data.job(), data.network(), execution, target.info().sharesHostMemory());
  }

  private static Report train(
      JobData data,
      Execution execution,
      RunFiles files,
      Target target,
      RunListener listener,
      Duration between,
      long began)
      throws IOException {
    int samples = data.split().train().length;
    try (EncodedData examples = new EncodedData(data);
        Trainer trainer = Trainer.open(target, data.job(), data.network(), execution, samples)) {
      RunLoop loop = new RunLoop(data, examples, files, target, listener, trainer, began);
      List<EpochRecord> log = loop.run(between);
      Report report = loop.finish(log);
      listener.finished(report);
      return report;
    }
  }
}
