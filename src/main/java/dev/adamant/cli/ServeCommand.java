package dev.adamant.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code adamant serve}: answers requests for the models of a registry. */
@Command(
    name = "serve",
    description = "Serves the models of a registry by the Open Inference Protocol v2.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Each model's live version answers, or its newest where none ever was live.",
      "Where it listens is printed on standard output, with the token of",
      "administration on a terminal alone. From then on standard error is the log,",
      "lines of JSON and nothing else; with --log or --quiet trouble is told there.",
      "SIGTERM and SIGINT let the requests under way end, and then the server, with",
      "exit status 0."
    })
final class ServeCommand implements Callable<Integer> {

  private final TargetSource source;

  @Spec private CommandSpec spec;

  @Mixin private RegistryOptions registry;

  @Mixin private RegistryKeyOption key;

  @Mixin private ServeListening listening;

  @Mixin private ServeComputing computing;

  @Mixin private ServeMost most;

  @ArgGroup(
      validate = false,
      heading = "%nWhat candidates must keep to, where a rotation does not say:%n")
  private GateOptions gate = new GateOptions();

  @ArgGroup private Telling telling = new Telling();

  /** At most one of these. */
  private static final class Telling {

    @Option(
        names = "--log",
        paramLabel = "FILE",
        description = "A line of JSON for each request, added there (default: standard error).")
    private Path log;

    @Option(names = "--quiet", description = "No line for requests.")
    private boolean quiet;
  }

  private ServeCommand(TargetSource source) {
    this.source = source;
  }

  /** The command on the given targets. */
  static CommandLine commandLine(TargetSource source) {
    return new CommandLine(new ServeCommand(source))
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Serves until a signal comes. */
  @Override
  public Integer call() throws IOException {
    TargetNames.check(computing.target(), spec, source);
    Path signer = key.file(spec);
    computing.apply(spec);
    try (ServeSession session =
        ServeSession.open(
            registry.directory(),
            signer,
            listening,
            computing,
            most.limits(spec),
            gate.settings(spec),
            new ServeLog(telling.log, telling.quiet),
            () -> TargetChoice.open(computing.target(), spec, source))) {
      try (EndSignals end = EndSignals.await()) {
        session.start(spec.commandLine().getOut(), spec.commandLine().getErr());
        end.join();
      }
    }
    return ExitCode.OK;
  }
}
