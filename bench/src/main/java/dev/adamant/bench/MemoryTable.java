package dev.adamant.bench;

import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.model.Parameter;
import dev.adamant.train.Execution;
import dev.adamant.train.Job;
import dev.adamant.train.MemoryPlan;
import dev.adamant.train.Method;
import dev.adamant.train.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plans training at all depths, and prints bytes and their ratios to inference. */
@Command(
    name = "bench memory",
    description =
        "Plans training at all depths; a Markdown table of bytes and ratios to inference.",
    mixinStandardHelpOptions = true,
    footer = {"", "Nothing is trained: tests hold plans and what is held to be equal."})
public final class MemoryTable implements Callable<Integer> {

  private static final int CLASSES = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--depths",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "2,3,4,6,8,12,16,24,32,48,64",
      description = "Numbers of dense layers; ${DEFAULT-VALUE}.")
  private List<Integer> depths;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "64",
      description = "Of inputs and hidden layers, with 10 outputs; ${DEFAULT-VALUE}.")
  private int width;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Samples of a step; ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "bposit32",
      description = "compute[/storage[/optimizer[/loss]]]; ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--device",
      description = "For a device of its own memory, with copies of batches on the host.")
  private boolean device;

  @Mixin private ResultFiles files;

  /** What is planned beside the weights. */
  private record Curve(
      String name, Method method, int lookahead, String optimizer, double momentum, String states) {

    /** Momentum or Adam, in a format of its own where one is named. */
    static Curve of(String name, Method method, int lookahead) {
      return new Curve(name, method, lookahead, "sgd", 0, "");
    }
  }

  private static final List<Curve> CURVES =
      List.of(
          Curve.of("local", Method.LOCAL, 0),
          Curve.of("backprop", Method.BACKPROP, 0),
          Curve.of("backprop-checkpointed", Method.BACKPROP_CHECKPOINTED, 0));

  private static final List<Curve> VARIANTS =
      List.of(
          Curve.of("local", Method.LOCAL, 0),
          Curve.of("local:1", Method.LOCAL, 1),
          Curve.of("local:2", Method.LOCAL, 2),
          new Curve("momentum", Method.LOCAL, 0, "sgd", 0.9, ""),
          new Curve("momentum in bposit16", Method.LOCAL, 0, "sgd", 0.9, "bposit16"),
          new Curve("adam", Method.LOCAL, 0, "adam", 0, ""),
          new Curve("adam in bposit16", Method.LOCAL, 0, "adam", 0, "bposit16"),
          new Curve("adam in posit8", Method.LOCAL, 0, "adam", 0, "posit8"));

  private MemoryTable() {}

  /**
   * Prints the tables and ends the process.
   *
   * @param arguments {@code --help} lists them
   */
  public static void main(String[] arguments) {
    System.exit(TrainingPrograms.execute(new MemoryTable(), arguments));
  }

  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return TrainingPrograms.execute(new MemoryTable(), out, err, arguments);
  }

  @Override
  public Integer call() throws IOException {
    if (depths.stream().anyMatch(d -> d < 1)) {
      throw new ParameterException(spec.commandLine(), "--depths: 1 or more each");
    }
    PrintWriter out = spec.commandLine().getOut();
    Precisions.parse(format);
    out.printf(
        Locale.ROOT,
        "- planned bytes, hidden layers %d wide, batch %d, %d inputs, %d outputs, %s%s%n%n",
        width,
        batch,
        width,
        CLASSES,
        format,
        device ? ", a device of its own memory" : "");
    bytes(out);
    out.println();
    ratios(out);
    files.write(this::rows, this::plot);
    return 0;
  }

  private void bytes(PrintWriter out) {
    StringBuilder head = new StringBuilder("| depth | weights | inference |");
    StringBuilder rule = new StringBuilder("|--:|--:|--:|");
    for (Curve curve : CURVES) {
      head.append(' ').append(curve.name).append(" | ratio |");
      rule.append("--:|--:|");
    }
    out.println(head);
    out.println(rule);
    for (int depth : depths) {
      StringBuilder row =
          new StringBuilder(
              String.format(
                  Locale.ROOT,
                  "| %d | %d | %d |",
                  depth,
                  weightBytes(depth),
                  plan(CURVES.getFirst(), depth).inference()));
      for (Curve curve : CURVES) {
        MemoryPlan plan = plan(curve, depth);
        row.append(String.format(Locale.ROOT, " %d | %.2f |", plan.training(), plan.ratio()));
      }
      out.println(row);
    }
  }

  private void ratios(PrintWriter out) {
    out.println(
        "| depth | " + String.join(" | ", VARIANTS.stream().map(Curve::name).toList()) + " |");
    out.println("|--:|" + "--:|".repeat(VARIANTS.size()));
    for (int depth : depths) {
      StringBuilder row = new StringBuilder("| " + depth + " |");
      for (Curve curve : VARIANTS) {
        row.append(String.format(Locale.ROOT, " %.2f |", plan(curve, depth).ratio()));
      }
      out.println(row);
    }
  }

  private MemoryPlan plan(Curve curve, int depth) {
    Precision p = Precisions.parse(format);
    Precision precision =
        curve.states.isEmpty()
            ? p
            : new Precision(
                p.compute(), p.storage(), Precisions.parse(curve.states).compute(), p.loss());
    Setup setup =
        new Setup("memory", width, batch, 1, curve.optimizer, curve.momentum, "constant", 0);
    Recipe recipe = new Recipe(curve.method, "mean", curve.lookahead, 1, depth);
    Job job = setup.job(recipe, precision, 0.1, 1);
    return MemoryPlan.of(job, network(depth), new Execution("native", 0, 0), !device);
  }

  private Network network(int depth) {
    return Network.dense(
        width, Collections.nCopies(depth - 1, width), Activation.RELU, CLASSES, Loss.CROSS_ENTROPY);
  }

  private long weightBytes(int depth) {
    return network(depth).layers().stream()
            .flatMap(layer -> layer.parameters().stream())
            .mapToLong(Parameter::count)
            .sum()
        * Precisions.parse(format).storage().byteSize();
  }

  private List<Object> rows() {
    List<Object> rows = new ArrayList<>();
    for (int depth : depths) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("depth", depth);
      row.put("weights", weightBytes(depth));
      row.put("inference", plan(CURVES.getFirst(), depth).inference());
      CURVES.forEach(curve -> row.put(curve.name, plan(curve, depth).training()));
      rows.add(row);
    }
    return rows;
  }

  /** Bytes over depth. */
  private Plot plot() {
    int deepest = Collections.max(depths);
    int[] x = IntStream.rangeClosed(1, deepest).toArray();
    List<Plot.Line> lines = new ArrayList<>();
    lines.add(line("weights alone", x, depth -> weightBytes(depth)));
    lines.add(line("inference", x, depth -> plan(CURVES.getFirst(), depth).inference()));
    for (Curve curve : CURVES) {
      lines.add(line(curve.name, x, depth -> plan(curve, depth).training()));
    }
    return new Plot("Planned bytes of training, " + format, "dense layers", "KiB", lines);
  }

  private static Plot.Line line(String name, int[] x, IntToLongFunction bytes) {
    return new Plot.Line(
        name,
        IntStream.of(x).asDoubleStream().boxed().toList(),
        IntStream.of(x).mapToObj(depth -> bytes.applyAsLong(depth) / 1024.0).toList(),
        null);
  }
}
