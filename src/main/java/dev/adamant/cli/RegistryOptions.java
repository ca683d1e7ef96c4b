package dev.adamant.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which registry. */
final class RegistryOptions {

  @Option(
      names = "--registry",
      paramLabel = "DIR",
      defaultValue = "${env:ADAMANT_REGISTRY:-registry}",
      description = "The registry (default: what ADAMANT_REGISTRY names, else registry).")
  private Path directory;

  /** Its folder. */
  Path directory() {
    return directory;
  }
}
