package dev.adamant.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that says who signs. */
final class RegistryKeyOption {

  @Option(
      names = "--key",
      paramLabel = "FILE",
      defaultValue = "${env:ADAMANT_KEY:-" + Option.NULL_VALUE + "}",
      description = "The private key that signs (default: what ADAMANT_KEY names).")
  private Path file;

  /**
   * The key's file.
   *
   * @throws ParameterException when none was named
   */
  Path file(CommandSpec spec) {
    if (file == null || file.toString().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "No key was named: give --key FILE, which adamant registry keygen made, or set"
              + " ADAMANT_KEY.");
    }
    return file;
  }
}
