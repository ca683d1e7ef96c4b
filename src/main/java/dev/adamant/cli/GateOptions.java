package dev.adamant.cli;

import dev.adamant.serve.GateSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what a candidate must keep to; what none names is as its reader has it. */
final class GateOptions {

  @Option(
      names = "--max-divergence",
      paramLabel = "NATS",
      description = "Most KL(live ‖ candidate), a sample (default: 0.1, or the server's).")
  private Double maxDivergence;

  @Option(
      names = "--max-accuracy-loss",
      paramLabel = "FRACTION",
      description =
          "Most by which accuracy may fall, or a regression's error may rise (default: 0.02, or"
              + " the server's).")
  private Double maxAccuracyLoss;

  @Option(
      names = "--shadow",
      paramLabel = "ROWS",
      description = "Compare on so many rows of live requests, too (default: 0, or the server's).")
  private Integer shadowRows;

  @Option(
      names = "--shadow-seconds",
      paramLabel = "SECONDS",
      description = "Wait at most so long for them (default: 30, or the server's).")
  private Integer shadowSeconds;

  /** Made by picocli. */
  GateOptions() {}

  /** Those that were named, by the keys of a request to a server. */
  Map<String, Object> named() {
    Map<String, Object> named = new LinkedHashMap<>();
    put(named, "maxDivergence", maxDivergence);
    put(named, "maxAccuracyLoss", maxAccuracyLoss);
    put(named, "shadowRows", shadowRows);
    put(named, "shadowSeconds", shadowSeconds);
    return named;
  }

  private static void put(Map<String, Object> named, String key, Object value) {
    if (value != null) {
      named.put(key, value);
    }
  }

  /**
   * All, with the default where none was named.
   *
   * @throws ParameterException when one is out of its range
   */
  GateSettings settings(CommandSpec spec) {
    GateSettings usual = GateSettings.DEFAULT;
    try {
      return new GateSettings(
          maxDivergence == null ? usual.maxDivergence() : maxDivergence,
          maxAccuracyLoss == null ? usual.maxAccuracyLoss() : maxAccuracyLoss,
          shadowRows == null ? usual.shadowRows() : shadowRows,
          shadowSeconds == null ? usual.shadowTime() : Duration.ofSeconds(shadowSeconds));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), byOption(e.getMessage()), e);
    }
  }

  /** A sentence that begins with the key of a request, with the option instead. */
  private static String byOption(String message) {
    return message
        .replaceFirst("^maxDivergence", "--max-divergence")
        .replaceFirst("^maxAccuracyLoss", "--max-accuracy-loss")
        .replaceFirst("^shadowRows", "--shadow")
        .replaceFirst("^shadowSeconds", "--shadow-seconds");
  }

  /**
   * The longest that a server takes for shadow traffic: as it was named, else the most that its own
   * default may be.
   */
  Duration shadowTime() {
    return shadowSeconds == null
        ? GateSettings.MOST_SHADOW_TIME
        : Duration.ofSeconds(Math.max(0, shadowSeconds));
  }
}
