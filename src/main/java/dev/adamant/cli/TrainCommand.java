package dev.adamant.cli;

import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.train.Execution;
import dev.adamant.train.Job;
import dev.adamant.train.JobSettings;
import dev.adamant.train.Report;
import dev.adamant.train.RunFiles;
import dev.adamant.train.TrainingRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant train}: from data to a model in a run directory. */
@Command(
    name = "train",
    description = "Trains a model: by default on digits, in bposit32, without a tape.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = "adamant train [OPTION...] [JOB.toml]",
    footer = {
      "",
      "Options count instead of what the job file says, which counts instead of the",
      "defaults. The same job gives the same model.safetensors, byte for byte, on",
      "every target. The run directory has the complete job.toml, report.json,",
      "log.jsonl and loss.png beside it; what was interrupted, also by kill -9, goes",
      "on with adamant resume."
    })
final class TrainCommand implements Callable<Integer> {

  private final TargetSource source;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "JOB.toml", description = "A job file.")
  private Path job;

  @Mixin private ExecutionOptions executionOptions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run directory (default: the first free runs/DATA-METHOD-FORMAT-N).")
  private Path out;

  @Option(
      names = "--json",
      description = "Print the report, or the plan, as JSON, and nothing else.")
  private boolean json;

  @Option(names = "--dry-run", description = "Only print what would be used.")
  private boolean dryRun;

  private TrainCommand(TargetSource source) {
    this.source = source;
  }

  /** The command on the given targets. */
  static CommandLine commandLine(TargetSource source) {
    CommandLine command = new CommandLine(new TrainCommand(source));
    JobOptions.addTo(command.getCommandSpec());
    return command
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Trains. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    Execution execution = executionOptions.execution(spec, source);
    JobSettings settings =
        JobOptions.over(
            job == null ? JobSettings.EMPTY : JobSettings.read(job),
            spec.commandLine().getParseResult());
    settings = TrainingRun.complete(settings);
    // The task is known only with the data, but what is wrong is better said before that is
    // fetched.
    Job guess = settings.job(null);
    try (JobTargets targets = executionOptions.open(execution, spec, source)) {
      PrintWriter err = spec.commandLine().getErr();
      PrintWriter facts = json ? err : spec.commandLine().getOut();
      Target target = targets.target();
      new Facts(facts).line("target", TargetChoice.text(execution.target(), target.info()));
      TargetChoice.check(target, guess.precision());
      try (RunDisplay display = new RunDisplay(facts, err, targets::shares)) {
        if (dryRun) {
          plan(settings, execution, target, display);
        } else {
          train(settings, guess, execution, targets, display);
        }
      }
    }
    return ExitCode.OK;
  }

  private void plan(JobSettings settings, Execution execution, Target target, RunDisplay display)
      throws IOException {
    PlanJson plan = new PlanJson(target.info(), display);
    TrainingRun.plan(settings, execution, target, plan);
    if (json) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(plan.text());
      out.flush();
    }
  }

  private void train(
      JobSettings settings, Job guess, Execution execution, JobTargets targets, RunDisplay display)
      throws IOException {
    Path folder = out == null ? RunFolders.create(Path.of(""), guess) : out;
    display.out(folder);
    RunFiles files = new RunFiles(folder);
    ForecastListener forecast = new ForecastListener(display, targets, execution);
    CommandLine command = spec.commandLine();
    try (Interruption _ = new Interruption(command.getErr(), files)) {
      Report report = TrainingRun.start(settings, execution, folder, targets.target(), forecast);
      RunEnd.show(files, report, json, command);
      Facts facts = new Facts(json ? command.getErr() : command.getOut());
      targets.tell(facts);
      forecast.tell(facts);
    } catch (TargetException e) {
      RunEnd.goesOn(files, targets, e);
      throw e;
    } finally {
      if (out == null) {
        RunFolders.removeIfEmpty(folder);
      }
    }
  }
}
