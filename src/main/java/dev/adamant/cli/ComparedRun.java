package dev.adamant.cli;

import dev.adamant.train.EpochRecord;
import dev.adamant.train.Job;
import dev.adamant.train.JobFile;
import dev.adamant.train.JobSettings;
import dev.adamant.train.Report;
import dev.adamant.train.RunFiles;
import dev.adamant.train.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A finished run.
 *
 * @param folder as it was named
 * @param job complete
 * @param report what came of it
 * @param epochs its log
 */
record ComparedRun(Path folder, Job job, Report report, List<EpochRecord> epochs) {

  /** Makes the list immutable. */
  ComparedRun {
    epochs = List.copyOf(epochs);
  }

  /**
   * Reads a run directory.
   *
   * @throws MalformedInputException when it is none, or is not finished
   */
  static ComparedRun read(Path folder) throws IOException, MalformedInputException {
    RunFiles files = new RunFiles(folder);
    if (!Files.exists(files.report())) {
      throw new MalformedInputException(
          Files.exists(files.job())
              ? folder + ": the run is not finished: adamant resume " + folder
              : folder + ": is no run directory, it has no job.toml");
    }
    return new ComparedRun(
        folder,
        JobSettings.read(files.job()).job(null),
        Report.read(files.report()),
        RunLog.read(files.log()));
  }

  /** The last part of the folder's name. */
  String name() {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return last == null ? folder.toString() : last.toString();
  }

  /** Hidden widths and activation: {@code 64-64 relu}; before them the kind, if not dense. */
  String network() {
    String kind = job.model().kind();
    if (!kind.equals(Job.Model.DENSE)) {
      return job.model().hidden().isEmpty() ? kind : kind + " " + dense();
    }
    return dense();
  }

  private String dense() {
    List<Integer> hidden = job.model().hidden();
    return hidden.isEmpty()
        ? "linear"
        : hidden.stream().map(Object::toString).collect(Collectors.joining("-"))
            + " "
            + job.model().activation().activationName();
  }

  /** Equal for runs of equal jobs but for the seed. */
  String jobWithoutSeed() {
    return JobFile.text(
        new Job(
            job.data(),
            job.model(),
            job.precision(),
            job.gradient(),
            job.optimizer(),
            job.epochs(),
            job.batch(),
            0));
  }

  /** Of training to inference. */
  double memoryRatio() {
    return (double) report.peakTrainingBytes() / report.peakInferenceBytes();
  }
}
