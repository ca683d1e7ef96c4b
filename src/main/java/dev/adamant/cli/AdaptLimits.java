package dev.adamant.cli;

import dev.adamant.serve.GateSettings;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say what a candidate must keep to. */
final class AdaptLimits {

  @ArgGroup(validate = false)
  private GateOptions gate = new GateOptions();

  @Option(
      names = "--max-drift",
      paramLabel = "FRACTION",
      defaultValue = "0.25",
      description =
          "Of the live version's accuracy, from the probes to new rows (default:"
              + " ${DEFAULT-VALUE}).")
  private double drift;

  /** Made by picocli. */
  AdaptLimits() {}

  /** What candidates are held to before the server is asked. */
  GateSettings gate(CommandSpec spec) {
    return gate.settings(spec);
  }

  /** What the server is asked to hold them to: as it is set itself where nothing was named. */
  Map<String, Object> named() {
    return gate.named();
  }

  /** The longest that the server takes for shadow traffic. */
  Duration shadowTime() {
    return gate.shadowTime();
  }

  double drift() {
    return drift;
  }
}
