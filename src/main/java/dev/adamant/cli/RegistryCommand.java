package dev.adamant.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code adamant registry}: it only knows its subcommands. */
@Command(
    name = "registry",
    description = "Keeps signed versions of models.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A registry is a folder: a ledger of signed entries, each with the hash of the",
      "one before it, and the files that they name by their SHA-256."
    })
final class RegistryCommand implements Runnable {

  @Spec private CommandSpec spec;

  private RegistryCommand() {}

  /** The command with its subcommands. */
  static CommandLine commandLine() {
    return new CommandLine(new RegistryCommand())
        .addSubcommand("init", RegistryInitCommand.commandLine())
        .addSubcommand("keygen", RegistryKeygenCommand.commandLine())
        .addSubcommand("publish", RegistryPublishCommand.commandLine(TargetSource.MACHINE))
        .addSubcommand("list", RegistryListCommand.commandLine())
        .addSubcommand("log", RegistryLogCommand.commandLine())
        .addSubcommand("show", RegistryShowCommand.commandLine())
        .addSubcommand("verify", RegistryVerifyCommand.commandLine())
        .addSubcommand("revoke", RegistryRevokeCommand.commandLine())
        .addSubcommand("gc", RegistryGcCommand.commandLine())
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Called when no subcommand was named, which is a malformed command line. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command was named.");
  }
}
