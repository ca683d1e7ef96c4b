package dev.adamant.cli;

import dev.adamant.graph.Dot;
import dev.adamant.graph.ProgramReport;
import dev.adamant.graph.Svg;
import dev.adamant.memory.AtomicFile;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant graph}: the program hypergraph of a model. */
@Command(
    name = "graph",
    description = "Prints a model as a program hypergraph, with what is inferred of it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Of values: grades, dimension, where they live, bytes and bounds. Of relations:",
      "multiply-adds and bytes, beside those of their equivalent without types, and",
      "the longest sum. A network is a chain of programs, one a layer."
    })
final class GraphCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A run directory, or a model.safetensors.")
  private Path model;

  @Option(names = "--layer", paramLabel = "N", description = "Of this layer alone, from 0.")
  private Integer layer;

  @Option(
      names = "--batch",
      paramLabel = "B",
      description = "Samples of a pass that bytes are counted for (default: ${DEFAULT-VALUE}).")
  private int batch = 1;

  @Option(
      names = "--dot",
      paramLabel = "FILE",
      description = "Also draw the layer for Graphviz, in the DOT language.")
  private Path dot;

  @Option(names = "--svg", paramLabel = "FILE", description = "Also draw the layer as SVG.")
  private Path svg;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private GraphCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new GraphCommand())
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Prints. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    if (batch < 1) {
      throw new ParameterException(
          spec.commandLine(), "--batch is " + batch + ": expected 1 or more");
    }
    Path file = ModelPath.of(model);
    ModelDescription description = ModelFile.describe(file);
    int count = description.network().layers().size();
    if (layer != null && (layer < 0 || layer >= count)) {
      throw new ParameterException(
          spec.commandLine(), "--layer is " + layer + ": the model has 0 to " + (count - 1));
    }
    if ((dot != null || svg != null) && layer == null && count > 1) {
      throw new ParameterException(
          spec.commandLine(), "the model has " + count + " layers: say which to draw by --layer");
    }
    try (ModelFacts facts = new ModelFacts(file, description, batch)) {
      if (dot != null) {
        write(dot, Dot.of(facts.of(layer == null ? 0 : layer)));
      }
      if (svg != null) {
        write(svg, Svg.of(facts.of(layer == null ? 0 : layer)));
      }
      print(facts, layer == null ? 0 : layer, layer == null ? count : layer + 1);
    }
    return ExitCode.OK;
  }

  private void print(ModelFacts facts, int from, int to) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StructureJson.graph(facts, from, to));
    } else {
      for (int i = from; i < to; i++) {
        out.println("layer " + i + ": " + facts.kind(i));
        out.println(ProgramReport.text(facts.of(i)));
      }
      out.println(
          "to answer batches of "
              + batch
              + ": "
              + facts.inferenceBytes()
              + " bytes, weights included, where the target shares the host's memory");
    }
    out.flush();
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
