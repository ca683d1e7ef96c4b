package dev.adamant.cli;

import dev.adamant.target.TargetException;
import dev.adamant.train.Execution;
import dev.adamant.train.Report;
import dev.adamant.train.RunFiles;
import dev.adamant.train.TrainingRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/** The command {@code adamant resume}: goes on with a run that was interrupted. */
@Command(
    name = "resume",
    description = "Goes on with a run that was interrupted, to the bits that it would have had.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The target may be another than before. A run that is finished is left as it is."
    })
final class ResumeCommand implements Callable<Integer> {

  private final TargetSource source;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The run directory.")
  private Path folder;

  @Mixin private ExecutionOptions executionOptions;

  @Option(names = "--json", description = "Print the report as JSON, and nothing else.")
  private boolean json;

  private ResumeCommand(TargetSource source) {
    this.source = source;
  }

  /** The command on the given targets. */
  static CommandLine commandLine(TargetSource source) {
    return new CommandLine(new ResumeCommand(source))
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Goes on. */
  @Override
  public Integer call() throws IOException {
    Execution execution = executionOptions.execution(spec, source);
    CommandLine command = spec.commandLine();
    PrintWriter facts = json ? command.getErr() : command.getOut();
    RunFiles files = new RunFiles(folder);
    if (Files.exists(files.report())) {
      Report report = Report.read(files.report());
      new Facts(facts).line("run", folder + " is finished");
      RunEnd.show(files, report, json, command);
      return ExitCode.OK;
    }
    try (JobTargets targets = executionOptions.open(execution, spec, source);
        RunDisplay display = new RunDisplay(facts, command.getErr(), targets::shares);
        Interruption _ = new Interruption(command.getErr(), files)) {
      new Facts(facts)
          .line("target", TargetChoice.text(execution.target(), targets.target().info()));
      display.out(folder);
      Report report = resume(execution, targets, display, files);
      RunEnd.show(files, report, json, command);
      targets.tell(new Facts(facts));
    }
    return ExitCode.OK;
  }

  private Report resume(Execution execution, JobTargets targets, RunDisplay display, RunFiles files)
      throws IOException {
    try {
      return TrainingRun.resume(folder, execution, targets.target(), display);
    } catch (TargetException e) {
      RunEnd.goesOn(files, targets, e);
      throw e;
    }
  }
}
