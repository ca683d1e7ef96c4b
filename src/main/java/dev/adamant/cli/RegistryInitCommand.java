package dev.adamant.cli;

import dev.adamant.record.Registry;
import dev.adamant.record.RegistryException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code adamant registry init}: an empty registry. */
@Command(
    name = "init",
    description = "Makes an empty registry; the folder must be empty or not there yet.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class RegistryInitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private RegistryOptions options;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private RegistryInitCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new RegistryInitCommand());
  }

  /** Makes it. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    try {
      Registry.init(options.directory()).close();
    } catch (RegistryException e) {
      if (e.getCause() == null) {
        // It is about what the folder holds: another is the remedy.
        throw new MalformedInputException(e.getMessage(), e);
      }
      throw e;
    }
    RegistryText text = new RegistryText(spec.commandLine().getOut());
    if (json) {
      text.print(RegistryJson.made(options.directory()));
    } else {
      text.line("registry", options.directory().toString());
      text.line("next", "adamant registry keygen FILE");
    }
    return ExitCode.OK;
  }
}
