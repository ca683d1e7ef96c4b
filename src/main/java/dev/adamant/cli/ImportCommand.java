package dev.adamant.cli;

import dev.adamant.model.geometric.WeightImport;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command {@code adamant import}: weights from elsewhere, within what a model's types admit.
 */
@Command(
    name = "import",
    description = "Writes a model with weights from elsewhere, within what its types admit.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "A tensor has the name and shape that it has in the model's file; or, for a",
      "weight of a layer with structure, the shape of a map of all components, of",
      "which the nearest admissible one is taken. Weights that the file lacks stay."
    })
final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A run directory, or a model.safetensors.")
  private Path model;

  @Parameters(index = "1", paramLabel = "WEIGHTS", description = "A safetensors file.")
  private Path weights;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new model.safetensors.")
  private Path out;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private ImportCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new ImportCommand())
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Imports. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    if (Files.exists(new RunFiles(out.toAbsolutePath().getParent()).report())) {
      throw new MalformedInputException(
          out
              + ": is in the directory of a finished run, whose report is of its own model: name a"
              + " file elsewhere");
    }
    List<WeightImport.Taken> taken;
    try (Target target = Targets.open("reference")) {
      taken = WeightImport.run(ModelPath.of(model), weights, out, target);
    }
    PrintWriter printer = spec.commandLine().getOut();
    if (json) {
      printer.println(StructureJson.imported(taken));
    } else {
      for (WeightImport.Taken one : taken) {
        printer.println(
            one.name()
                + (one.isProjected()
                    ? String.format(Locale.ROOT, ": projected, %.3g removed", one.removed())
                    : ": as it is"));
      }
      printer.println("model " + out);
    }
    printer.flush();
    return ExitCode.OK;
  }
}
