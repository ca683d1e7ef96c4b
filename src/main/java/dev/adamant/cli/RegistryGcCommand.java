package dev.adamant.cli;

import dev.adamant.record.Freed;
import dev.adamant.record.Registry;
import dev.adamant.record.SigningKey;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code adamant registry gc}: gives space back. */
@Command(
    name = "gc",
    description = "Removes files that no version needs, and with --keep those of old versions.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The records of old versions stay. Of each model the version that is live, the",
      "one before it and the newest always keep their files. Only --keep needs a key."
    })
final class RegistryGcCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private RegistryOptions options;

  @Mixin private RegistryKeyOption key;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Of each model the N newest versions keep their files (default: all).")
  private Integer keep;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private RegistryGcCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new RegistryGcCommand());
  }

  /** Collects. */
  @Override
  public Integer call() throws IOException {
    if (keep != null && keep < 1) {
      throw new ParameterException(
          spec.commandLine(), "--keep is " + keep + ": expected 1 or more");
    }
    SigningKey author = keep == null ? null : SigningKey.read(key.file(spec));
    try (Registry registry = Registry.open(options.directory())) {
      Freed freed = keep == null ? registry.gc() : registry.gc(author, keep);
      RegistryText text = new RegistryText(spec.commandLine().getOut());
      if (json) {
        text.print(RegistryJson.freed(freed));
      } else {
        text.freed(freed);
      }
    }
    return ExitCode.OK;
  }
}
