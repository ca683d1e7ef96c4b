package dev.adamant.cli;

import dev.adamant.target.TargetException;
import dev.adamant.train.EpochRecord;
import dev.adamant.train.Report;
import dev.adamant.train.RunException;
import dev.adamant.train.RunFiles;
import dev.adamant.train.RunLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** What {@code train} and {@code resume} do when a run is finished. */
final class RunEnd {

  private RunEnd() {}

  /**
   * Draws the plot of a finished run and prints what came of it, or its report as the file has it.
   */
  static void show(RunFiles files, Report report, boolean json, CommandLine command)
      throws IOException {
    try {
      plot(files, report);
    } catch (IOException e) {
      // The model is there all the same.
      command.getErr().println(files.plot() + " is missing: " + e.getMessage());
      command.getErr().flush();
    }
    if (json) {
      command.getOut().println(Files.readString(files.report()).strip());
      command.getOut().flush();
    } else {
      summary(files, report, command.getOut());
    }
  }

  /**
   * Says how to go on where the target of a run has failed, or the last of them.
   *
   * @throws RunException where something was begun that can go on
   */
  static void goesOn(RunFiles files, JobTargets targets, TargetException failure)
      throws RunException {
    if (!Files.exists(files.job()) || Files.exists(files.report())) {
      return;
    }
    throw new RunException(
        "the last target failed: "
            + targets.reason(failure)
            + "; adamant resume "
            + files.directory()
            + (Files.exists(files.checkpoint())
                ? " goes on from the last checkpoint"
                : " begins with the first step, as there is no checkpoint yet")
            + ", on any target",
        failure);
  }

  private static void plot(RunFiles files, Report report) throws IOException {
    List<EpochRecord> epochs = RunLog.read(files.log());
    if (!epochs.isEmpty() && !Files.exists(files.plot())) {
      String title =
          String.join(
              ", ", report.data(), report.method(), report.format(), "seed " + report.seed());
      CurvesPlot.write(title, List.of(new Curve(report.method(), epochs)), files.plot());
    }
  }

  /** Prints a summary for a person. */
  private static void summary(RunFiles files, Report report, PrintWriter out) {
    Facts facts = new Facts(out);
    if (report.validationLoss() != null) {
      facts.line("validation", score(report.validationAccuracy(), null, report.validationLoss()));
    }
    facts.line("test", score(report.testAccuracy(), report.testRmse(), report.testLoss()));
    facts.line(
        "time",
        String.format(
            Locale.ROOT,
            "%s, %,.0f samples/s in training",
            Facts.duration(report.secondsTotal()),
            report.samplesPerSecond()));
    facts.line("model", files.model() + ", sha256 " + report.modelSha256());
    facts.line("beside it", "job.toml, report.json, log.jsonl, loss.png");
  }

  private static String score(Double accuracy, Double rmse, double loss) {
    return (accuracy == null ? "" : Facts.percent(accuracy) + " right, ")
        + (rmse == null ? "" : "root of the mean squared error " + Facts.figure(rmse) + ", ")
        + "loss "
        + Facts.figure(loss);
  }
}
