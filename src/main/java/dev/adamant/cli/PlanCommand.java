package dev.adamant.cli;

import dev.adamant.target.Work;
import dev.adamant.train.Execution;
import dev.adamant.train.Job;
import dev.adamant.train.JobSettings;
import dev.adamant.train.PlannedJob;
import dev.adamant.train.StepWorks;
import dev.adamant.train.TrainingRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant plan}: what a job would take, before it runs. */
@Command(
    name = "plan",
    description = "Predicts how long a job takes and who does how much of it; trains nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = "adamant plan [OPTION...] [JOB.toml]",
    footer = {
      "",
      "Times of work are measured once for a target, on random numbers and in a few",
      "real steps, and kept in the cache folder. At the end other real steps say how",
      "wrong the prediction was. What they train is thrown away; no run directory is",
      "written.",
      "",
      "Work is named by kernel, types and layouts, the result's first, then those of",
      "the operands: r rows contiguous, c columns contiguous, s one element repeated,",
      "x any other."
    })
final class PlanCommand implements Callable<Integer> {

  /** No measurement may go on longer. */
  private static final double LONGEST = 3600;

  /** So much of each processor is in use where others compute. */
  private static final double BUSY = 0.6;

  /** The part of the time for calibration in which the work of real steps is timed. */
  private static final double OBSERVED_PART = 0.5;

  private final TargetSource source;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "JOB.toml", description = "A job file.")
  private Path job;

  @Mixin private ExecutionOptions executionOptions;

  @Option(names = "--no-calibration", description = "Measure no work: predict from what is stored.")
  private boolean noCalibration;

  @Option(
      names = "--calibrate",
      paramLabel = "SECONDS",
      description = "About how long work may be measured in all (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private double calibrateSeconds;

  @Option(
      names = "--measure",
      paramLabel = "SECONDS",
      description = "How long to do real steps, or 0 for none (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private double measureSeconds;

  @Option(names = "--json", description = "Print the plan as JSON, and nothing else.")
  private boolean json;

  private PlanCommand(TargetSource source) {
    this.source = source;
  }

  /** The command on the given targets. */
  static CommandLine commandLine(TargetSource source) {
    CommandLine command = new CommandLine(new PlanCommand(source));
    JobOptions.addTo(command.getCommandSpec());
    return command
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Plans. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    check("--calibrate", calibrateSeconds);
    check("--measure", measureSeconds);
    Execution execution = executionOptions.execution(spec, source);
    JobSettings settings =
        JobOptions.over(
            job == null ? JobSettings.EMPTY : JobSettings.read(job),
            spec.commandLine().getParseResult());
    settings = TrainingRun.complete(settings);
    Job guess = settings.job(null);
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter facts = json ? err : spec.commandLine().getOut();
    try (JobTargets targets = executionOptions.open(execution, spec, source);
        RunDisplay display = new RunDisplay(facts, err, targets::shares)) {
      new Facts(facts)
          .line("target", TargetChoice.text(execution.target(), targets.target().info()));
      TargetChoice.check(targets.target(), guess.precision());
      tellLoad(new Facts(facts));
      plan(PlannedJob.open(settings, execution, targets.target(), display), targets);
    }
    return ExitCode.OK;
  }

  /** Times that are measured beside other work are not those of a quiet machine. */
  private static void tellLoad(Facts facts) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    int processors = Runtime.getRuntime().availableProcessors();
    if (load > BUSY * processors) {
      facts.line(
          "busy",
          String.format(
              Locale.ROOT,
              "a load of %.1f on %d processors: times are those of a busy machine",
              load,
              processors));
    }
  }

  private void check(String name, double seconds) {
    if (!(seconds >= 0 && seconds <= LONGEST)) {
      throw new ParameterException(
          spec.commandLine(), name + " is " + seconds + ": expected 0 to " + LONGEST + " seconds");
    }
  }

  private void plan(PlannedJob planned, JobTargets targets) throws IOException {
    StepWorks works = planned.works(targets.target().info().sharesHostMemory());
    Foresight foresight = Foresight.of(targets);
    List<Work> distinct = JobForecast.distinct(works);
    if (!noCalibration) {
      calibrate(planned, works, foresight);
    }
    long unknown = distinct.stream().filter(work -> !foresight.knows(work)).count();
    JobForecast forecast =
        JobForecast.of(
            works,
            foresight,
            new JobForecast.Size(
                planned.job().epochs(),
                planned.job().batch(),
                planned.trainSamples(),
                planned.evaluatedSamples()));
    PlanText text = new PlanText(spec.commandLine().getOut());
    if (!json) {
      text.predicted(forecast, distinct.size(), unknown);
    }
    PlannedJob.Trial trial =
        measureSeconds == 0 ? null : planned.measure(targets.target(), measureSeconds);
    if (json) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(ForecastJson.text(targets.target().info(), forecast, unknown, trial));
      out.flush();
    } else if (trial != null) {
      text.measured(forecast, trial);
      targets.tell(new Facts(spec.commandLine().getOut()));
    }
  }

  /** On random numbers, which is quick and needs no data, and then on those of real steps. */
  private void calibrate(PlannedJob planned, StepWorks works, Foresight foresight)
      throws IOException {
    List<Work> unknown =
        JobForecast.distinct(works).stream().filter(work -> !foresight.knows(work)).toList();
    if (unknown.isEmpty()) {
      return;
    }
    double stepSeconds = OBSERVED_PART * calibrateSeconds;
    try (Progress progress =
        Progress.begin(spec.commandLine().getErr(), "calibration", "measurements")) {
      new CalibrationRun(foresight, calibrateSeconds - stepSeconds).run(unknown, progress);
      double predicted = JobForecast.stepSeconds(works.step(), foresight);
      if (PlannedJob.LEAST_STEPS * predicted <= stepSeconds) {
        foresight.observe(target -> planned.measure(target, stepSeconds));
      }
    } finally {
      foresight.store();
    }
  }
}
