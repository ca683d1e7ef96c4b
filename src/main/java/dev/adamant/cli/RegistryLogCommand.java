package dev.adamant.cli;

import dev.adamant.record.Registry;
import dev.adamant.record.RegistryState;
import dev.adamant.record.SignedEntry;
import java.io.IOException;
import java.util.List;
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

/** The command {@code adamant registry log}: the entries of the ledger. */
@Command(
    name = "log",
    description = "Lists the entries of the ledger, the first first.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class RegistryLogCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private RegistryOptions options;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Entries about this model alone.")
  private String name;

  @Option(names = "--last", paramLabel = "N", description = "The last N of them alone.")
  private int last = Integer.MAX_VALUE;

  @Option(
      names = "--json",
      description = "Print a JSON object for each entry instead, with all of its content.")
  private boolean json;

  private RegistryLogCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new RegistryLogCommand());
  }

  /** Lists. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    if (last < 1) {
      throw new ParameterException(
          spec.commandLine(), "--last is " + last + ": expected 1 or more");
    }
    try (Registry registry = Registry.open(options.directory())) {
      RegistryState state = registry.state();
      if (name != null) {
        RegistryNames.check(state, name);
      }
      List<SignedEntry> entries =
          state.entries().stream()
              .filter(entry -> name == null || RegistryNames.isAbout(entry.statement(), name))
              .toList();
      RegistryText text = new RegistryText(spec.commandLine().getOut());
      for (SignedEntry entry :
          entries.subList(Math.max(0, entries.size() - last), entries.size())) {
        if (json) {
          text.print(RegistryJson.entry(entry));
        } else {
          text.entry(state, entry);
        }
      }
    }
    return ExitCode.OK;
  }
}
