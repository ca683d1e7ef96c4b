package dev.adamant.cli;

import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.Split;
import dev.adamant.memory.Sha256;
import dev.adamant.model.ModelDescription;
import dev.adamant.target.Target;
import dev.adamant.train.Job;
import dev.adamant.train.JobException;
import dev.adamant.train.JobSettings;
import dev.adamant.train.ModelEvaluation;
import dev.adamant.train.ModelEvaluator;
import dev.adamant.train.Report;
import dev.adamant.train.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code adamant evaluate}: how well a model does on data. */
@Command(
    name = "evaluate",
    description = "Compares a model's answers with data.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "A run directory brings its own data, split and seed. Without --part the model",
      "is judged by the samples held out for that, in the run or by the source; by",
      "all samples of other data."
    })
final class EvaluateCommand implements Callable<Integer> {

  /** Samples at a time, which changes no figure. */
  private static final int BATCH = 256;

  private enum Part {
    TEST,
    VALIDATION,
    TRAIN,
    ALL
  }

  private final TargetSource source;

  @Spec private CommandSpec spec;

  @Mixin private ModelOptions asked;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "As adamant train has it (default: that of the run directory).")
  private String data;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "Name or number, from 1, of a CSV file's label column.")
  private String label;

  @Option(names = "--part", paramLabel = "PART", description = "test, validation, train or all.")
  private Part part;

  @Option(names = "--test", paramLabel = "FRACTION", description = "As adamant train has it.")
  private String test;

  @Option(names = "--validation", paramLabel = "FRACTION", description = "As adamant train has it.")
  private String validation;

  @Option(names = "--seed", paramLabel = "S", description = "That the parts were chosen by.")
  private String seed;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private EvaluateCommand(TargetSource source) {
    this.source = source;
  }

  /** The command on the given targets. */
  static CommandLine commandLine(TargetSource source) {
    return new CommandLine(new EvaluateCommand(source))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Evaluates. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    Path model = asked.model();
    Path file = asked.file();
    boolean isRun = !file.equals(model);
    if (!isRun && data == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--data is missing: " + model + " is no run directory that says what it was made from");
    }
    JobSettings base = isRun ? JobSettings.read(new RunFiles(model).job()) : JobSettings.EMPTY;
    Job job = settings(base).job(null);
    try (Target target = asked.open(spec, source);
        ModelEvaluator evaluator = ModelEvaluator.open(file, target, BATCH)) {
      ModelDescription description = evaluator.description();
      Dataset samples = open(job.data(), description);
      checkFits(description, samples);
      if (isRun && data == null) {
        warnOfChange(samples, file);
      }
      Part chosen = part != null ? part : part(isRun, samples);
      ModelEvaluation evaluation = evaluator.evaluate(samples, rows(chosen, job, samples));
      EvaluationOutput output =
          new EvaluationOutput(
              model, target.info(), samples, chosen.name().toLowerCase(Locale.ROOT), evaluation);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(JsonText.of(output.json()));
      } else {
        output.print(out);
      }
      out.flush();
    }
    return ExitCode.OK;
  }

  private JobSettings settings(JobSettings base) throws JobException {
    JobSettings settings = base;
    settings = with(settings, "data.source", data, "--data");
    settings = with(settings, "data.label", label, "--label");
    settings = with(settings, "data.test", test, "--test");
    settings = with(settings, "data.validation", validation, "--validation");
    return with(settings, "training.seed", seed, "--seed");
  }

  private static JobSettings with(JobSettings settings, String key, String text, String option)
      throws JobException {
    return text == null ? settings : settings.with(key, text, option);
  }

  private Dataset open(Job.Data wanted, ModelDescription description) throws IOException {
    DataOptions options = description.options(DataOptions.DEFAULT);
    try (DataDisplay display = new DataDisplay(spec.commandLine().getErr())) {
      return DataSources.open(
          wanted.source(),
          wanted.label().isEmpty() ? options : options.withLabelColumn(wanted.label()),
          display);
    }
  }

  private static void checkFits(ModelDescription description, Dataset samples)
      throws MalformedInputException {
    try {
      description.checkFits(samples);
    } catch (IllegalArgumentException e) {
      throw new MalformedInputException(e.getMessage(), e);
    }
  }

  /** The samples held out are then others, and may be ones that it has learned from. */
  private void warnOfChange(Dataset samples, Path file) throws IOException {
    Report report = Report.read(new RunFiles(asked.model()).report());
    PrintWriter err = spec.commandLine().getErr();
    if (!report.dataSha256().equals(samples.digest())) {
      err.println(
          samples.name()
              + " is not what the run learned from, it had the sha256 "
              + Facts.brief(report.dataSha256())
              + ": the parts may not be those of the run");
    }
    String model = Sha256.of(file);
    if (!report.modelSha256().equals(model)) {
      err.println(
          file
              + " is not the model of the run's report, it has the sha256 "
              + Facts.brief(model)
              + " and that had "
              + Facts.brief(report.modelSha256())
              + ": its training may be another than the run says");
    }
    err.flush();
  }

  private Part part(boolean isRun, Dataset samples) {
    return (isRun && data == null) || samples.trainSize().isPresent() ? Part.TEST : Part.ALL;
  }

  private static int[] rows(Part part, Job job, Dataset samples)
      throws IOException, MalformedInputException {
    if (part == Part.ALL) {
      return IntStream.range(0, samples.size()).toArray();
    }
    Split split =
        Split.of(samples, job.data().testFraction(), job.data().validationFraction(), job.seed());
    int[] rows =
        switch (part) {
          case TRAIN -> split.train();
          case VALIDATION -> split.validation();
          default -> split.test();
        };
    if (rows.length == 0) {
      throw new MalformedInputException(
          samples.name()
              + ": no samples are held out for "
              + part.name().toLowerCase(Locale.ROOT)
              + ": name another --part, or a --validation fraction");
    }
    return rows;
  }
}
