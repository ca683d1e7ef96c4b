package dev.adamant.cli;

import dev.adamant.serve.GateSettings;
import dev.adamant.serve.QuietThreads;
import dev.adamant.serve.adapt.AdaptSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code adamant adapt}: trains candidates from the live weights on new rows. */
@Command(
    name = "adapt",
    description = "Trains a served model further on labelled rows as they appear.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Rows are CSV with the features of the model and a label. Files are best written",
      "elsewhere and moved in; each is read once. When there are enough new rows a",
      "candidate is trained from the live weights, certified and published, and the",
      "server is asked to rotate. The rows of a candidate that stays out are thrown",
      "away. It may be ended at any time, also by kill -9, and goes on where it was."
    })
final class AdaptCommand implements Callable<Integer> {

  private static final double MILLIS = 1e3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TargetSource source;

  @Spec private CommandSpec spec;

  @Mixin private AdminOptions server;

  @Mixin private RegistryKeyOption key;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description = "The name that it is served by.")
  private String model;

  @Option(
      names = "--follow",
      paramLabel = "DIR|URL",
      required = true,
      description = "A folder of .csv files, or an http or https address that gives CSV.")
  private String follow;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      defaultValue = "",
      description = "Name or number, from 1, of the label's column (default: the last).")
  private String label;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Keeps rows and candidates (default: adapt/NAME of the registry).")
  private Path work;

  @Option(names = "--once", description = "End when all that is there has been used.")
  private boolean once;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Between looks at what is followed (default: ${DEFAULT-VALUE}).")
  private double every;

  @Option(names = "--json", description = "Print what happens as lines of JSON.")
  private boolean json;

  @ArgGroup(validate = false, heading = "%nCandidates:%n")
  private AdaptTraining training = new AdaptTraining();

  @ArgGroup(validate = false, heading = "%nWhat they must keep to:%n")
  private AdaptLimits limits = new AdaptLimits();

  private AdaptCommand(TargetSource source) {
    this.source = source;
  }

  /** The command on the given targets. */
  static CommandLine commandLine(TargetSource source) {
    return new CommandLine(new AdaptCommand(source))
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Adapts until it is ended. */
  @Override
  public Integer call() throws Exception {
    AdaptSettings settings = settings(limits.gate(spec));
    training.apply(spec, source);
    Path signer = key.file(spec);
    try (AdminClient client = server.open(PATIENCE.plus(limits.shadowTime()))) {
      AdaptServer asked = new AdaptServer(new RotationWish(client, model), limits.named());
      return QuietThreads.call(
          "adaptation",
          () -> {
            AdaptSession.run(
                settings,
                server.registry(),
                signer,
                asked,
                // Opened in the quiet thread, so that the target's threads are quiet, too.
                () -> TargetChoice.open(training.target(), spec, source),
                new AdaptLog(spec.commandLine().getOut(), json),
                once);
            return ExitCode.OK;
          });
    }
  }

  private AdaptSettings settings(GateSettings gate) {
    try {
      return new AdaptSettings(
          model,
          follow,
          label,
          work == null ? server.registry().resolve("adapt").resolve(model) : work,
          training.rows(),
          training.window(),
          training.epochs(),
          training.rate(),
          training.holdout(),
          gate.maxDivergence(),
          gate.maxAccuracyLoss(),
          limits.drift(),
          training.memory(),
          Duration.ofMillis(Math.round(every * MILLIS)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
