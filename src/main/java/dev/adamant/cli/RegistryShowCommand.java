package dev.adamant.cli;

import dev.adamant.record.Registry;
import dev.adamant.record.RegistryState;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant registry show}: all about a version. */
@Command(
    name = "show",
    description = "Shows what a version is and came from.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class RegistryShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private RegistryOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "Its version (default: the live one, else the newest).")
  private Integer number;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private RegistryShowCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new RegistryShowCommand());
  }

  /** Shows it. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    try (Registry registry = Registry.open(options.directory())) {
      RegistryState state = registry.state();
      RegistryNames.check(state, name);
      int wanted =
          number != null
              ? number
              : state.live(name).orElse(state.versions(name).getLast()).record().version();
      RegistryState.Version version = RegistryNames.version(state, name, wanted);
      RegistryText text = new RegistryText(spec.commandLine().getOut());
      if (json) {
        text.print(RegistryJson.version(state, version.entry()));
      } else {
        text.version(state, version.entry());
      }
    }
    return ExitCode.OK;
  }
}
