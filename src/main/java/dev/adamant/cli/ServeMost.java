package dev.adamant.cli;

import dev.adamant.serve.http.ServerLimits;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what a server takes at most. */
final class ServeMost {

  private static final int LARGEST_BODY = 1 << 30;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      defaultValue = "4M",
      converter = ByteCountConverter.class,
      description = "The body of a request (default: ${DEFAULT-VALUE}).")
  private long body;

  @Option(
      names = "--max-bodies",
      paramLabel = "BYTES",
      defaultValue = "64M",
      converter = ByteCountConverter.class,
      description = "The bodies of all requests at a time (default: ${DEFAULT-VALUE}).")
  private long bodies;

  @Option(
      names = "--max-header",
      paramLabel = "BYTES",
      defaultValue = "16K",
      converter = ByteCountConverter.class,
      description = "The headers of a request (default: ${DEFAULT-VALUE}).")
  private long header;

  @Option(
      names = "--max-rows",
      paramLabel = "ROWS",
      defaultValue = "1024",
      description = "The rows of a request (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--max-seconds",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "A request, from its first line to its answer (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Connections of each port at a time (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--drain-seconds",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Requests under way, when the server ends (default: ${DEFAULT-VALUE}).")
  private int drain;

  /** Made by picocli. */
  ServeMost() {}

  /**
   * All of them.
   *
   * @throws ParameterException when one is out of its range
   */
  ServerLimits limits(CommandSpec spec) {
    if (body > LARGEST_BODY || header > LARGEST_BODY) {
      throw new ParameterException(
          spec.commandLine(), "--max-body and --max-header are at most 1G");
    }
    try {
      return new ServerLimits(
          (int) body,
          bodies,
          (int) header,
          rows,
          Duration.ofSeconds(seconds),
          connections,
          Duration.ofSeconds(drain));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
