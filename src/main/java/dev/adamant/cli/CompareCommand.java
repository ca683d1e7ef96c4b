package dev.adamant.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant compare}: runs side by side. */
@Command(
    name = "compare",
    description = "Compares finished runs in a table, and in a plot of loss and accuracy.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "What is the same in all runs is said once, above the table. Runs that differ",
      "only in the seed have a line with their mean ± standard deviation. Runs with",
      "the same letter came to the same model, byte for byte."
    })
final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Run directories.")
  private List<Path> folders;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Also draw loss and accuracy over the epochs, as PNG.")
  private Path plot;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private CompareCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new CompareCommand())
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Compares. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    List<ComparedRun> runs = new ArrayList<>();
    for (Path folder : folders) {
      runs.add(ComparedRun.read(folder));
    }
    Comparison comparison = new Comparison(runs);
    if (plot != null) {
      CurvesPlot.write(
          "", runs.stream().map(run -> new Curve(run.name(), run.epochs())).toList(), plot);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(ComparisonJson.of(comparison)));
      out.flush();
    } else {
      new ComparisonText(comparison).print(out);
    }
    return ExitCode.OK;
  }
}
