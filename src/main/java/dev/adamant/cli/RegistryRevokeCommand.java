package dev.adamant.cli;

import dev.adamant.record.Registry;
import dev.adamant.record.RegistryState;
import dev.adamant.record.Revocation;
import dev.adamant.record.SignedEntry;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant registry revoke}: a version or a key that is no longer good. */
@Command(
    name = "revoke",
    description = "Revokes a version, which is rotated to no more, or a key, which signs no more.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "What a key signed before it was revoked stays; the only key of a registry",
      "cannot be revoked. Servers that follow the registry stop answering with a",
      "version that is revoked: they go back to the one that was live before it, by a",
      "decision, if it passes; where there is none they do not serve the model."
    })
final class RegistryRevokeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private RegistryOptions options;

  @Mixin private RegistryKeyOption key;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "Its version.")
  private Integer number;

  @Option(
      names = "--key-id",
      paramLabel = "ID",
      description = "The key instead, by its id or the beginning of it.")
  private String id;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "For people.")
  private String reason;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private RegistryRevokeCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new RegistryRevokeCommand());
  }

  /** Revokes. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    boolean isVersion = name != null && number != null;
    if (isVersion == (id != null) || (name != null && number == null)) {
      throw new ParameterException(
          spec.commandLine(), "name either a model and its version, or --key-id");
    }
    SigningKey author = SigningKey.read(key.file(spec));
    try (Registry registry = Registry.open(options.directory())) {
      RegistryState state = registry.state();
      boolean isLive = isVersion && RegistryText.isLive(state, name, number);
      Revocation revocation;
      if (isVersion) {
        RegistryNames.version(state, name, number);
        revocation = new Revocation(name, number, "", reason);
      } else {
        revocation = new Revocation("", 0, RegistryNames.key(state, id), reason);
      }
      SignedEntry entry = registry.append(author, revocation);
      RegistryText text = new RegistryText(spec.commandLine().getOut());
      if (json) {
        text.print(RegistryJson.entry(entry));
      } else {
        RegistryState now = registry.state();
        text.entry(now, entry);
        if (isLive) {
          text.revokedLive(now, name, number);
        }
      }
    }
    return ExitCode.OK;
  }
}
