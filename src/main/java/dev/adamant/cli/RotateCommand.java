package dev.adamant.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant rotate}: another version goes live, if it passes the gate. */
@Command(
    name = "rotate",
    description = "Has a server rotate a model to a version, if that passes the gate.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The exit status is 0 when the version is live, 1 when it was refused or the",
      "server cannot be reached, 2 when there is no such model or version."
    })
final class RotateCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int USUAL_SHADOW_SECONDS = 30;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model.")
  private String model;

  @Parameters(
      index = "1",
      paramLabel = "VERSION",
      description = "The number of the version, or newest.")
  private String version;

  @Mixin private AdminOptions server;

  @Option(
      names = "--max-divergence",
      paramLabel = "NATS",
      description = "Most KL(live ‖ candidate), a sample (default: 0.1).")
  private Double maxDivergence;

  @Option(
      names = "--max-accuracy-loss",
      paramLabel = "FRACTION",
      description =
          "Most by which accuracy may fall, or a regression's error may rise (default: 0.02).")
  private Double maxAccuracyLoss;

  @Option(
      names = "--shadow",
      paramLabel = "ROWS",
      description = "Compare on so many rows of live requests, too (default: 0).")
  private Integer shadowRows;

  @Option(
      names = "--shadow-seconds",
      paramLabel = "SECONDS",
      description = "Wait at most so long for them (default: 30).")
  private Integer shadowSeconds;

  @Option(names = "--json", description = "Print the decision as one JSON object instead.")
  private boolean json;

  private RotateCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new RotateCommand())
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Asks. */
  @Override
  public Integer call() throws IOException, InterruptedException, MalformedInputException {
    Map<String, Object> gate = new LinkedHashMap<>();
    put(gate, "maxDivergence", maxDivergence);
    put(gate, "maxAccuracyLoss", maxAccuracyLoss);
    put(gate, "shadowRows", shadowRows);
    put(gate, "shadowSeconds", shadowSeconds);
    int shadow = shadowSeconds == null ? USUAL_SHADOW_SECONDS : shadowSeconds;
    try (AdminClient client = server.open(PATIENCE.plusSeconds(Math.max(0, shadow)))) {
      RotationWish wish = new RotationWish(client, model);
      return RotationText.print(
          wish.rotate(wish.version(version), gate), json, spec.commandLine().getOut());
    }
  }

  private static void put(Map<String, Object> gate, String key, Object value) {
    if (value != null) {
      gate.put(key, value);
    }
  }
}
