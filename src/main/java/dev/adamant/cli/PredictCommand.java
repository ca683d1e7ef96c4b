package dev.adamant.cli;

import dev.adamant.target.Target;
import dev.adamant.train.Predictor;
import java.io.IOException;
import java.io.InputStream;
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

/** The command {@code adamant predict}: a model's answers to rows of features. */
@Command(
    name = "predict",
    description = "Answers rows of features from standard input, a line each.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Rows are CSV: the raw features, in the order of the training data, without the",
      "label; a header is left out. Answers are the name of a class, or the numbers",
      "that the model gives, separated by commas; NaN where an output is no number.",
      "A malformed row ends the run with exit status 2; those before it are answered."
    })
final class PredictCommand implements Callable<Integer> {

  /** Rows at a time, which changes no answer. */
  private static final int BATCH = 256;

  private final TargetSource source;
  private final InputStream in;

  @Spec private CommandSpec spec;

  @Mixin private ModelOptions asked;

  @ArgGroup private Form form = new Form();

  /** How answers look: at most one of these. */
  private static final class Form {

    @Option(names = "--json", description = "A JSON object a line, with all outputs.")
    private boolean json;

    @Option(
        names = "--probabilities",
        description = "After the class the probability of each, separated by commas.")
    private boolean probabilities;
  }

  private PredictCommand(TargetSource source, InputStream in) {
    this.source = source;
    this.in = in;
  }

  /** The command on the given targets and the rows of a stream. */
  static CommandLine commandLine(TargetSource source, InputStream in) {
    return new CommandLine(new PredictCommand(source, in))
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Answers to the end of the rows. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    Path file = asked.file();
    try (Target target = asked.open(spec, source);
        Predictor predictor = Predictor.open(file, target, BATCH)) {
      PredictionForm chosen =
          form.json
              ? PredictionForm.JSON
              : form.probabilities ? PredictionForm.PROBABILITIES : PredictionForm.PLAIN;
      chosen.check(file, predictor.description());
      PredictionSession session =
          new PredictionSession(predictor, chosen, spec.commandLine().getOut());
      session.run(in);
    }
    return ExitCode.OK;
  }
}
