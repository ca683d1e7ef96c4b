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

/** The command {@code adamant rollback}: the version before goes live again. */
@Command(
    name = "rollback",
    description = "Has a server rotate a model back to the version that was live before.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Its files, signature, revocation and certificate are checked again, its",
      "answers are not. The exit status is 0 when it is live, 1 when it was refused",
      "or the server cannot be reached, 2 when there is no such model."
    })
final class RollbackCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The model.")
  private String model;

  @Mixin private AdminOptions server;

  @Option(names = "--json", description = "Print the decision as one JSON object instead.")
  private boolean json;

  private RollbackCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new RollbackCommand())
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Asks. */
  @Override
  public Integer call() throws IOException, InterruptedException, MalformedInputException {
    try (AdminClient client = server.open(PATIENCE)) {
      return RotationText.print(
          new RotationWish(client, model).rollBack(), json, spec.commandLine().getOut());
    }
  }
}
