package dev.adamant.cli;

import java.io.IOException;
import java.time.Duration;
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
      "The exit status is 0 when the version is live, also when it was before, 1 when",
      "it was refused or the server cannot be reached, 2 when there is no such model",
      "or version."
    })
final class RotateCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model.")
  private String model;

  @Parameters(
      index = "1",
      paramLabel = "VERSION",
      description = "The number of the version, or newest.")
  private String version;

  @Mixin private AdminOptions server;

  @Mixin private GateOptions gate;

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
    try (AdminClient client = server.open(PATIENCE.plus(gate.shadowTime()))) {
      RotationWish wish = new RotationWish(client, model);
      return RotationText.print(
          wish.rotate(wish.version(version), gate.named()), json, spec.commandLine().getOut());
    }
  }
}
