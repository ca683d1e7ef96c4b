package dev.adamant.cli;

import dev.adamant.record.Registry;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.SigningKey;
import dev.adamant.record.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The command {@code adamant registry keygen}: a key that the registry trusts. */
@Command(
    name = "keygen",
    description = "Makes a key pair of ML-DSA-65, and has the registry trust it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The file has the private key and may be read by its owner alone: keep it. The",
      "first key of a registry signs itself; any other is signed by one that is",
      "trusted already. Someone else's public key, from a file of theirs, is added by",
      "--existing."
    })
final class RegistryKeygenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private RegistryOptions options;

  @Parameters(paramLabel = "FILE", description = "The key's file, in PEM.")
  private Path file;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Whose key it is, for people (default: the user's name).")
  private String name = System.getProperty("user.name");

  @Option(
      names = "--by",
      paramLabel = "FILE",
      description = "A trusted key, which signs this one; none for the first.")
  private Path by;

  @Option(
      names = "--existing",
      description = "Add the key of FILE, which is there already; its public part will do.")
  private boolean existing;

  @Option(names = "--no-registry", description = "Make the file and add it to no registry.")
  private boolean alone;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private RegistryKeygenCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new RegistryKeygenCommand());
  }

  /** Makes the key, and adds it. */
  @Override
  public Integer call() throws IOException {
    if (alone && (existing || by != null)) {
      throw new ParameterException(
          spec.commandLine(), "--no-registry makes a key and adds none: no --existing, no --by");
    }
    if (alone) {
      print(TrustedKey.of(name, SigningKey.generate(file)), null);
      return ExitCode.OK;
    }
    try (Registry registry = Registry.open(options.directory())) {
      boolean isFirst = registry.state().sequence() == 0;
      if (isFirst == (by != null)) {
        throw new ParameterException(
            spec.commandLine(),
            isFirst
                ? "the registry has no key yet: the first signs itself, leave --by out"
                : "the registry has keys: name the file of one that signs this one, --by FILE");
      }
      SigningKey author = isFirst ? null : SigningKey.read(by);
      if (existing) {
        TrustedKey added = TrustedKey.read(name, file);
        print(added, registry.append(isFirst ? SigningKey.read(file) : author, added));
      } else {
        generate(registry, author);
      }
    }
    return ExitCode.OK;
  }

  private void generate(Registry registry, SigningKey author) throws IOException {
    SigningKey key = SigningKey.generate(file);
    TrustedKey added = TrustedKey.of(name, key);
    try {
      print(added, registry.append(author == null ? key : author, added));
    } catch (IOException | RuntimeException | Error e) {
      // No one trusts it.
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private void print(TrustedKey key, SignedEntry entry) {
    RegistryText text = new RegistryText(spec.commandLine().getOut());
    if (json) {
      text.print(RegistryJson.key(key, file, entry));
      return;
    }
    text.line("key", key.id());
    text.line("of", key.name());
    text.line("file", file + (existing ? "" : ", for its owner alone"));
    text.line("trusted by", entry == null ? "no registry yet" : options.directory().toString());
    if (!existing) {
      text.line(
          "next",
          entry == null
              ? "adamant registry keygen --existing --by KEY " + file
              : "export ADAMANT_KEY=" + file + "; adamant registry publish NAME RUN");
    }
  }
}
