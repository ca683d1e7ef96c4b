package dev.adamant.cli;

import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code adamant}: it only knows its subcommands. */
@Command(
    name = "adamant",
    description = "Adaptive Domain Models with exact posit arithmetic.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  /** Made by {@link #commandLine()}. */
  public Main() {}

  /**
   * Runs one command and ends the JVM with its exit status: 0 when it succeeded, 1 when it failed,
   * 2 when the command line or the input was malformed.
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line with every subcommand, as {@code main} runs it. */
  public static CommandLine commandLine() {
    return commandLine(System.in);
  }

  /** The same with rows to predict from a stream. */
  static CommandLine commandLine(InputStream rows) {
    return new CommandLine(new Main())
        .addSubcommand("train", TrainCommand.commandLine(TargetSource.MACHINE))
        .addSubcommand("plan", PlanCommand.commandLine(TargetSource.MACHINE))
        .addSubcommand("resume", ResumeCommand.commandLine(TargetSource.MACHINE))
        .addSubcommand("evaluate", EvaluateCommand.commandLine(TargetSource.MACHINE))
        .addSubcommand("predict", PredictCommand.commandLine(TargetSource.MACHINE, rows))
        .addSubcommand("graph", GraphCommand.commandLine())
        .addSubcommand("certify", CertifyCommand.commandLine())
        .addSubcommand("verify", VerifyCommand.commandLine())
        .addSubcommand("import", ImportCommand.commandLine())
        .addSubcommand("compare", CompareCommand.commandLine())
        .addSubcommand("registry", RegistryCommand.commandLine())
        .addSubcommand("serve", ServeCommand.commandLine(TargetSource.MACHINE))
        .addSubcommand("rotate", RotateCommand.commandLine())
        .addSubcommand("rollback", RollbackCommand.commandLine())
        .addSubcommand("adapt", AdaptCommand.commandLine(TargetSource.MACHINE))
        .addSubcommand("calc", CalcCommand.commandLine())
        .addSubcommand("bench", BenchCommand.commandLine(TargetSource.MACHINE))
        .addSubcommand("devices", DevicesCommand.commandLine(TargetSource.MACHINE))
        .addSubcommand("selftest", SelfTestCommand.commandLine(TargetSource.MACHINE))
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Called when no subcommand was named, which is a malformed command line. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command was named.");
  }
}
