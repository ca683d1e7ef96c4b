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
import picocli.CommandLine.Spec;

/** The command {@code adamant registry list}: what there is. */
@Command(
    name = "list",
    description = "Lists the versions of all models.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class RegistryListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private RegistryOptions options;

  @Option(names = "--keys", description = "List the keys instead.")
  private boolean keys;

  @Option(names = "--json", description = "Print one JSON object instead, keys and versions.")
  private boolean json;

  private RegistryListCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new RegistryListCommand());
  }

  /** Lists. */
  @Override
  public Integer call() throws IOException {
    try (Registry registry = Registry.open(options.directory())) {
      RegistryState state = registry.state();
      RegistryText text = new RegistryText(spec.commandLine().getOut());
      if (json) {
        text.print(RegistryJson.list(options.directory(), state));
      } else if (keys) {
        text.keys(state);
      } else {
        text.list(state);
      }
    }
    return ExitCode.OK;
  }
}
