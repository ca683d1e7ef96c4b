package dev.adamant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Options of the files that results are also written to, and the writing. */
final class ResultFiles {

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
  private Path json;

  @Option(names = "--plot", paramLabel = "FILE", description = "Also draw them, as PNG.")
  private Path plot;

  /**
   * Writes those that are asked for.
   *
   * @param results as {@link Json} takes them
   * @param picture of the results
   */
  void write(Supplier<Object> results, Supplier<Plot> picture) throws IOException {
    if (json != null) {
      Files.writeString(json, Json.of(results.get()) + "\n");
    }
    if (plot != null) {
      picture.get().write(plot);
    }
  }
}
