package dev.adamant.cli;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.measure.Benchmark;
import dev.adamant.target.measure.Environment;
import dev.adamant.target.measure.RooflinePlot;
import dev.adamant.target.measure.Sizes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code adamant bench}: how fast the targets are. */
@Command(
    name = "bench",
    description = "Times kernels in every format on every target.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "ns/op is the median for a multiply-add, a term of a sum or an element; roof is",
      "the fraction of what the roofline measured on the same target allows; latency",
      "is what one element costs beyond its work. float32 is timed by turns with the",
      "rest. Every answer is compared with the reference before it is timed: a wrong",
      "one ends the run with exit status 1. Of hardware, as rtl is, a second line has",
      "what it counted: cycles for an operation, of them those in which lanes waited",
      "for operands (starved) or operands for lanes (blocked), how far the lanes were in",
      "use, and the rate at the clock that scripts/synth measured."
    })
final class BenchCommand implements Callable<Integer> {

  private static final double DEFAULT_SECONDS = 30;
  private static final double QUICK_SECONDS = 0.5;
  private static final int DEFAULT_SAMPLES = 5;
  private static final int QUICK_SAMPLES = 3;

  /** The roofline and the two latencies, beside the workloads of a target. */
  private static final int OTHER_MEASUREMENTS = 7;

  private final TargetSource source;

  @Spec private CommandSpec spec;

  @Option(
      names = {"--target", "--targets"},
      paramLabel = "TARGET",
      split = ",",
      description = "Which, may be repeated (default: every one that can be used).")
  private List<String> names = List.of();

  @Option(
      names = "--kernel",
      paramLabel = "KERNEL",
      converter = KernelConverter.class,
      description =
          "Which, may be repeated: contract, map, zip, fma, reduce, random, convert (default:"
              + " all).")
  private List<Kernel> kernels = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = DataTypeConverter.class,
      description = "Which, may be repeated: posit32, bposit32, float32, ... (default: all).")
  private List<DataType> types = List.of();

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      converter = ByteCountConverter.class,
      description =
          "Of each elementwise operand, such as 64K or 4M (default: by the kind of target).")
  private Long bytes;

  @Option(
      names = "--matrix",
      paramLabel = "N",
      description = "Rows and columns of the matrices (default: by the kind of target).")
  private Long matrix;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "For all measurements together, about (default: 30).")
  private Double seconds;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Of each measurement at least, even where that takes longer (default: 5).")
  private Integer samples;

  @Option(names = "--quick", description = "Tiny operands and half a second, to see it work.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
  private Path json;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Also draw a roofline for each target, as PNG.")
  private Path plot;

  private BenchCommand(TargetSource source) {
    this.source = source;
  }

  /** The command on the given targets. */
  static CommandLine commandLine(TargetSource source) {
    return new CommandLine(new BenchCommand(source)).setExecutionExceptionHandler(new Failures());
  }

  /** Measures, prints and writes. */
  @Override
  public Integer call() throws IOException {
    check();
    Map<String, Object> environment = Environment.facts();
    PrintWriter out = spec.commandLine().getOut();
    BenchTable table = new BenchTable(out);
    table.environment(environment);
    List<String> targets = names.isEmpty() ? usable() : names;
    List<Benchmark.Result> results = new ArrayList<>();
    Benchmark.Plan plan = plan(targets.size());
    try (Target reference = source.reference()) {
      for (String name : targets) {
        Benchmark.Result result = measure(name, reference, plan);
        table.result(result, plan);
        results.add(result);
      }
    }
    if (json != null) {
      Files.writeString(json, JsonText.of(BenchJson.of(environment, plan, results)) + "\n");
    }
    if (plot != null) {
      RooflinePlot.write(results, plot);
    }
    return ExitCode.OK;
  }

  private Benchmark.Result measure(String name, Target reference, Benchmark.Plan plan) {
    try (Target target = source.open(name);
        Progress progress =
            Progress.begin(
                spec.commandLine().getErr(), "bench " + target.info().name(), "workloads")) {
      int steps = plan.workloads().size() + 2;
      int[] done = {0};
      return new Benchmark(target, reference, sizes(target), plan)
          .run(
              now -> {
                progress.update(done[0], (double) done[0] / steps, now);
                done[0]++;
              });
    }
  }

  /** Before anything is measured for a minute. */
  private void check() throws IOException {
    require(
        seconds == null || (seconds > 0 && seconds < 1e9), "--seconds is " + seconds, "above 0");
    require(samples == null || samples > 0, "--samples is " + samples, "1 or more");
    require(matrix == null || matrix > 0, "--matrix is " + matrix, "1 or more");
    require(
        bytes == null || bytes >= Sizes.LEAST_BYTES,
        "--size is " + bytes,
        Sizes.LEAST_BYTES + " or more");
    names.forEach(name -> TargetNames.check(name, spec, source));
    for (Path file : Stream.of(json, plot).filter(f -> f != null).toList()) {
      Path folder = file.toAbsolutePath().getParent();
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new IOException(file + " cannot be written: there is no such folder to write to");
      }
    }
  }

  private void require(boolean holds, String value, String expected) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), value + ": expected " + expected);
    }
  }

  private List<String> usable() {
    return source.list().stream()
        .filter(l -> l.info().filter(i -> i.deviceClass() != DeviceClass.TEST).isPresent())
        .map(listing -> listing.name())
        .toList();
  }

  private Benchmark.Plan plan(int targets) {
    Set<Kernel> chosen = kernels.isEmpty() ? EnumSet.allOf(Kernel.class) : EnumSet.copyOf(kernels);
    List<DataType> all =
        Stream.concat(Format.standard().stream().map(DataType::of), Stream.of(DataType.FLOAT32))
            .toList();
    Benchmark.Plan plan = new Benchmark.Plan(chosen, types.isEmpty() ? all : types, 1, 1);
    int each = plan.workloads().size() * (plan.types().size() + 1) + OTHER_MEASUREMENTS;
    double total = seconds != null ? seconds : quick ? QUICK_SECONDS : DEFAULT_SECONDS;
    int least = samples != null ? samples : quick ? QUICK_SAMPLES : DEFAULT_SAMPLES;
    return new Benchmark.Plan(
        plan.kernels(), plan.types(), total / Math.max(1, targets * each), least);
  }

  private Sizes sizes(Target target) {
    Sizes sizes = quick ? Sizes.SMALL : Sizes.of(target.info());
    return new Sizes(
        bytes != null ? bytes : sizes.bytes(), matrix != null ? matrix : sizes.matrix());
  }
}
