package dev.adamant.bench;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.schedule.Ensemble;
import dev.adamant.schedule.EnsembleOptions;
import dev.adamant.schedule.MemberState;
import dev.adamant.schedule.Policies;
import dev.adamant.schedule.Watcher;
import dev.adamant.target.Distribution;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times a pass of dense layers on single targets and on the ensemble of them, by turns. */
@Command(
    name = "bench schedule",
    description =
        "Times a pass of dense layers on each target alone, and on the ensemble of all, by turns;"
            + " a Markdown table.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Ratios are times by those of the first target, medians with quartiles. Scheduling is",
      "the part of an ensemble's time in which no member was at work; it is not told where",
      "several were. All memory is the host's. The results of all are compared bit for bit",
      "before anything is timed."
    })
public final class ScheduleTable implements Callable<Integer> {

  private static final int LAYERS = 4;
  private static final int WARM_PASSES = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--targets",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "native,opencl:0",
      description = "Targets that share the host's memory; ${DEFAULT-VALUE}.")
  private List<String> targets;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "bposit32",
      description = "Of weights and signals; ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "512",
      description = "Inputs and outputs of every layer; ${DEFAULT-VALUE}.")
  private int width;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "256",
      description = "Samples of the pass; ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--passes",
      paramLabel = "N",
      defaultValue = "40",
      description = "Timed passes of each; ${DEFAULT-VALUE}.")
  private int passes;

  private ScheduleTable() {}

  /**
   * Prints the table and ends the process.
   *
   * @param arguments {@code --help} lists them
   */
  public static void main(String[] arguments) {
    System.exit(TrainingPrograms.execute(new ScheduleTable(), arguments));
  }

  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return TrainingPrograms.execute(new ScheduleTable(), out, err, arguments);
  }

  /** A target with the times of its passes, and the parts of these that are scheduling. */
  private record Runner(String name, Target target, List<Double> seconds, List<Double> scheduling) {

    Runner(String name, Target target) {
      this(name, target, new ArrayList<>(), new ArrayList<>());
    }

    void time(List<Work> pass) {
      double busy = busySeconds();
      double took = run(target, pass);
      seconds.add(took);
      scheduling.add(1 - (busySeconds() - busy) / took);
    }

    private double busySeconds() {
      return members().stream().mapToDouble(MemberState::busySeconds).sum();
    }

    List<MemberState> members() {
      return target instanceof Ensemble ensemble ? ensemble.members() : List.of();
    }

    /** Whether all work went to one member, which is never busy twice at a time. */
    boolean isUndivided() {
      return members().stream().filter(member -> member.units() > 0).count() == 1;
    }
  }

  @Override
  public Integer call() {
    List<Runner> runners = new ArrayList<>();
    try (Region region = Region.open("pass", Long.MAX_VALUE)) {
      for (String target : targets) {
        runners.add(new Runner(target, Targets.open(target)));
      }
      String first = targets.getFirst();
      runners.add(new Runner("ensemble of " + first, ensemble(first)));
      if (targets.size() > 1) {
        String all = String.join(",", targets);
        runners.add(new Runner("ensemble of " + all, ensemble(all)));
      }
      List<Work> pass = pass(region, Format.parse(format));
      compare(runners, pass);
      for (int i = 0; i < WARM_PASSES; i++) {
        runners.forEach(runner -> run(runner.target(), pass));
      }
      for (int i = 0; i < passes; i++) {
        runners.forEach(runner -> runner.time(pass));
      }
      print(runners);
    } finally {
      runners.forEach(runner -> runner.target().close());
    }
    return 0;
  }

  private static Ensemble ensemble(String names) {
    return Ensemble.open(
        names,
        new EnsembleOptions(
            Policies.balanced(),
            null,
            EnsembleOptions.DEADLINE,
            EnsembleOptions.CHECKS,
            Watcher.NONE));
  }

  /** Signals as training has them: features by samples. */
  private List<Work> pass(Region region, Format of) {
    List<Work> works = new ArrayList<>();
    DataType type = DataType.of(of);
    Tensor signal = random(region, type, 0, width, batch);
    for (int layer = 1; layer <= LAYERS; layer++) {
      Tensor weights = random(region, type, layer, width, width);
      Tensor out = region.tensor(type, width, batch);
      works.add(new Work.Contract(out, weights, signal));
      works.add(new Work.Map(UnaryOperation.TANH, out, out));
      signal = out;
    }
    return works;
  }

  private static Tensor random(Region region, DataType type, int stream, long... shape) {
    Tensor tensor = region.tensor(type, shape);
    try (Target reference = Targets.open("reference")) {
      reference.run(new Work.Random(Distribution.NORMAL, tensor, 1, stream, 0, 0));
    }
    return tensor;
  }

  /** As a pass of training does: what the host computes is not queued. */
  private static double run(Target target, List<Work> pass) {
    long start = System.nanoTime();
    for (int i = 0; i < pass.size() - 1; i++) {
      if (target instanceof QueuedTarget) {
        target.run(pass.get(i));
      } else {
        target.submit(pass.get(i));
      }
    }
    target.run(pass.getLast());
    return (System.nanoTime() - start) / 1e9;
  }

  private static void compare(List<Runner> runners, List<Work> pass) {
    double[] expected = null;
    for (Runner runner : runners) {
      run(runner.target(), pass);
      double[] found = pass.getLast().out().toDoubles();
      if (expected != null && !Arrays.equals(expected, found)) {
        throw new IllegalStateException(runner.name() + " answers otherwise than the others");
      }
      expected = found;
    }
  }

  private void print(List<Runner> runners) {
    PrintWriter out = spec.commandLine().getOut();
    List<Double> base = runners.getFirst().seconds();
    out.printf(
        "| %s, %d x %d, batch %d | time | ms | scheduling, %% | units |%n|---|---|--:|--:|---|%n",
        format, LAYERS, width, batch);
    for (Runner runner : runners) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < base.size(); i++) {
        ratios.add(runner.seconds().get(i) / base.get(i));
      }
      out.printf(
          Locale.ROOT,
          "| %s | %.3f (%.3f to %.3f) | %.1f | %s | %s |%n",
          runner.name(),
          quantile(ratios, 0.5),
          quantile(ratios, 0.25),
          quantile(ratios, 0.75),
          1e3 * quantile(runner.seconds(), 0.5),
          runner.isUndivided()
              ? String.format(Locale.ROOT, "%.3f", 100 * quantile(runner.scheduling(), 0.5))
              : "",
          runner.members().stream()
              .map(member -> member.name() + " " + member.units())
              .collect(Collectors.joining(", ")));
    }
    out.flush();
  }

  private static double quantile(List<Double> values, double fraction) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) (fraction * (sorted.size() - 1)));
  }
}
