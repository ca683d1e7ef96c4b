package dev.adamant.cli;

import dev.adamant.serve.GateSettings;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what a candidate must keep to. */
final class AdaptLimits {

  @Option(
      names = "--max-divergence",
      paramLabel = "NATS",
      description = "KL(live || candidate) on the probes (default: 0.1).")
  private double divergence = GateSettings.DEFAULT.maxDivergence();

  @Option(
      names = "--max-accuracy-loss",
      paramLabel = "FRACTION",
      description = "On the probes, from the live version and from the best (default: 0.02).")
  private double accuracyLoss = GateSettings.DEFAULT.maxAccuracyLoss();

  @Option(
      names = "--max-drift",
      paramLabel = "FRACTION",
      defaultValue = "0.25",
      description =
          "Of the live version's accuracy, from the probes to new rows (default:"
              + " ${DEFAULT-VALUE}).")
  private double drift;

  @Option(
      names = "--shadow",
      paramLabel = "ROWS",
      defaultValue = "0",
      description = "Live rows that it answers, too, before it goes live (default: none).")
  private int shadowRows;

  @Option(
      names = "--shadow-seconds",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "The longest wait for them (default: ${DEFAULT-VALUE}).")
  private int shadowSeconds;

  /** Made by picocli. */
  AdaptLimits() {}

  /** What the server is asked to keep to. */
  GateSettings gate(CommandSpec spec) {
    try {
      return new GateSettings(
          divergence, accuracyLoss, shadowRows, Duration.ofSeconds(shadowSeconds));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  double divergence() {
    return divergence;
  }

  double accuracyLoss() {
    return accuracyLoss;
  }

  double drift() {
    return drift;
  }
}
