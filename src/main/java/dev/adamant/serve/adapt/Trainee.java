package dev.adamant.serve.adapt;

import dev.adamant.certificate.Certifier;
import dev.adamant.certificate.verify.Certificate;
import dev.adamant.data.Task;
import dev.adamant.memory.TensorFileException;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.target.Target;
import dev.adamant.train.Execution;
import dev.adamant.train.JobSettings;
import dev.adamant.train.Report;
import dev.adamant.train.RunException;
import dev.adamant.train.RunFiles;
import dev.adamant.train.RunListener;
import dev.adamant.train.TrainingException;
import dev.adamant.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A candidate in its folder: rows that are there already, and a run that begins from the base's
 * weights, with the base's method, formats and optimizer. After any interruption it comes to the
 * same bytes. A further attempt is a run with half the rate of the one before, in a directory of
 * its own.
 */
final class Trainee {

  private static final double THIRD = 1.0 / 3;

  /** The most attempts. */
  static final int ATTEMPTS = 4;

  private final Path folder;
  private final int attempt;
  private final RunFiles run;

  private Trainee(Path folder, int attempt) {
    this.folder = folder;
    this.attempt = attempt;
    this.run = new RunFiles(folder.resolve("run" + attempt));
  }

  /** The last attempt that has begun in a folder, else the first. */
  static Trainee last(Path folder) {
    Trainee last = new Trainee(folder, 1);
    while (last.hasNext() && Files.exists(last.next().run.job())) {
      last = last.next();
    }
    return last;
  }

  /** Whether another attempt may be made. */
  boolean hasNext() {
    return attempt < ATTEMPTS;
  }

  /** The next attempt. */
  Trainee next() {
    return new Trainee(folder, attempt + 1);
  }

  /** The rows that it learns from and is measured on. */
  Path rows() {
    return rows(folder);
  }

  /** The rows that a candidate learns from and is measured on. */
  static Path rows(Path folder) {
    return folder.resolve("rows.csv");
  }

  /** The files of its run. */
  RunFiles files() {
    return run;
  }

  /**
   * The job of a candidate: the base's, or the default one where it has none, but for the rows, the
   * start and what the settings say.
   */
  static JobSettings job(AdaptSettings settings, Base base, Path rows, String label)
      throws IOException {
    ModelDescription about = ModelFile.describe(base.model());
    String from = "adamant adapt";
    JobSettings job = base.job() == null ? JobSettings.EMPTY : JobSettings.read(base.job());
    job =
        job.with("data.source", rows.toString(), from)
            .with("data.label", label, from)
            .with("data.task", about.task().taskName(), from)
            .with("data.scaling", "default", from)
            .with("data.test", Double.toString(settings.holdout()), from)
            .with("data.validation", "0", from)
            .with("model.from", base.model().toAbsolutePath().toString(), from)
            .with("model.from-sha256", base.record().modelSha256(), from)
            .with("training.epochs", Integer.toString(settings.epochs()), from)
            .with("training.seed", Integer.toString(base.record().version()), from)
            .with("optimizer.warmup", "0", from);
    double rate = settings.rate() > 0 ? settings.rate() : defaultRate(job, about.task());
    return TrainingRun.complete(job.with("optimizer.rate", Double.toString(rate), from));
  }

  /** Of the optimizer, loss and method alone: that of the base's job may be of an adaptation. */
  private static double defaultRate(JobSettings job, Task task) throws IOException {
    return job.without("optimizer.rate").job(task).optimizer().learningRate() * THIRD;
  }

  /** The job of this attempt. */
  JobSettings job(AdaptSettings settings, Base base, String label) throws IOException {
    JobSettings first = job(settings, base, rows(folder), label);
    double rate = first.job(null).optimizer().learningRate() / (1 << (attempt - 1));
    return first.with("optimizer.rate", Double.toString(rate), "adamant adapt");
  }

  /**
   * Trains, or goes on, or finds it done; then certifies.
   *
   * @return what came of it; null when the loss was no longer a number
   */
  Report train(JobSettings job, Execution execution, Target target) throws IOException {
    if (!Files.exists(run.report())) {
      try {
        trainOn(job, execution, target);
      } catch (TrainingException e) {
        if (e.getMessage().startsWith("the loss")) {
          return null;
        }
        throw e;
      }
    }
    if (!Files.exists(Certificate.beside(run.model()))) {
      Certifier.certify(run.directory());
    }
    return Report.read(run.report());
  }

  private void trainOn(JobSettings job, Execution execution, Target target) throws IOException {
    if (Files.exists(run.job())) {
      try {
        TrainingRun.resume(run.directory(), execution, target, RunListener.NONE);
        return;
      } catch (RunException | TensorFileException e) {
        // What is damaged is made anew from the same rows, to the same bytes.
        WorkFolder.remove(run.directory());
      }
    }
    TrainingRun.start(job, execution, run.directory(), target, RunListener.NONE);
  }
}
