package dev.adamant.cli;

import dev.adamant.memory.DataType;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.check.Finding;
import dev.adamant.target.check.SelfTest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code adamant selftest}: random work on a target until the time is up. */
@Command(
    name = "selftest",
    description = "Compares random work on a target with the reference, bit for bit.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Every kernel and type of the target takes its turn, with random operations,",
      "shapes, strides and values. Exit status 1 at the first difference, with a line",
      "that runs the trial again, alone; it depends on the seed and its number only."
    })
final class SelfTestCommand implements Callable<Integer> {

  private final TargetSource source;

  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "TARGET",
      description = "Which: native, opencl:0, ... (adamant devices lists them) or auto.")
  private String name;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of all trials, any integer; another one each time unless given.")
  private Long seed;

  @Option(names = "--trial", paramLabel = "K", description = "Only the trial of this number.")
  private Long trial;

  @Option(names = "--json", description = "Print an object instead.")
  private boolean json;

  private SelfTestCommand(TargetSource source) {
    this.source = source;
  }

  /** The command on the given targets. */
  static CommandLine commandLine(TargetSource source) {
    return new CommandLine(new SelfTestCommand(source))
        .setExecutionExceptionHandler(new Failures());
  }

  /** Runs the trials. */
  @Override
  public Integer call() {
    if (!(seconds > 0 && seconds < 1e9)) {
      throw new ParameterException(
          spec.commandLine(), "--seconds is " + seconds + ": expected a number above 0");
    }
    if (trial != null && trial < 0) {
      throw new ParameterException(
          spec.commandLine(), "--trial is " + trial + ": trials are numbered from 0");
    }
    if (trial != null && seed == null) {
      throw new ParameterException(
          spec.commandLine(), "--trial is the number of a trial of a seed: give --seed, too");
    }
    TargetNames.check(name, spec, source);
    long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1 << 30) : seed;
    PrintWriter out = spec.commandLine().getOut();
    try (Target target = source.open(name);
        Target reference = source.reference()) {
      String opened = target.info().name();
      if (!json) {
        out.println(opened + ": " + target.info().device() + ", seed " + chosen);
        out.flush();
      }
      SelfTest.Report report = run(new SelfTest(target, reference, chosen), opened);
      if (json) {
        out.println(JsonText.of(object(report, target)));
      } else {
        print(report, opened, out);
      }
      out.flush();
      return report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private SelfTest.Report run(SelfTest test, String opened) {
    long first = trial == null ? 0 : trial;
    long most = trial == null ? Long.MAX_VALUE : 1;
    Duration time = Duration.ofNanos(Math.round(1e9 * seconds));
    try (Progress progress =
        Progress.begin(spec.commandLine().getErr(), "selftest " + opened, "trials")) {
      return test.run(
          first, most, time, (done, since) -> progress.update(done, Math.min(1, since / seconds)));
    }
  }

  private static void print(SelfTest.Report report, String opened, PrintWriter out) {
    if (report.trials() > 1) {
      printCounts(report, out);
    }
    String total =
        String.format(Locale.ROOT, "%,d trials in %.1f s", report.trials(), report.seconds());
    if (report.finding().isEmpty()) {
      out.println("PASS: " + total + ", every bit as the reference");
      return;
    }
    Finding finding = report.finding().get();
    out.println("FAIL after " + total);
    out.println("trial " + finding.trial() + ", " + finding.work() + "; " + finding.problem());
    out.println("again: " + again(report, finding, opened));
  }

  /** A row for each type, a column for each kernel. */
  private static void printCounts(SelfTest.Report report, PrintWriter out) {
    Set<DataType> types = new LinkedHashSet<>();
    report.counts().values().forEach(counts -> types.addAll(counts.keySet()));
    StringBuilder line = new StringBuilder(String.format("%-16s", "trials"));
    for (Kernel kernel : report.counts().keySet()) {
      line.append(String.format("%9s", kernel.kernelName()));
    }
    out.println(line);
    for (DataType type : types) {
      line.setLength(0);
      line.append(String.format("%-16s", type));
      report
          .counts()
          .values()
          .forEach(
              counts ->
                  line.append(
                      counts.containsKey(type)
                          ? String.format(Locale.ROOT, "%9d", counts.get(type))
                          : String.format("%9s", "-")));
      out.println(line);
    }
  }

  private Map<String, Object> object(SelfTest.Report report, Target target) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("target", TargetFacts.json(target.info()));
    object.put("status", report.passed() ? "PASS" : "FAIL");
    object.put("seed", report.seed());
    object.put("trials", report.trials());
    object.put("seconds", report.seconds());
    Map<String, Object> kernels = new LinkedHashMap<>();
    report
        .counts()
        .forEach(
            (kernel, counts) -> {
              Map<String, Object> types = new LinkedHashMap<>();
              counts.forEach((type, count) -> types.put(type.name(), count));
              kernels.put(kernel.kernelName(), types);
            });
    object.put("counts", kernels);
    report
        .finding()
        .ifPresent(
            finding -> {
              Map<String, Object> found = new LinkedHashMap<>();
              found.put("trial", finding.trial());
              found.put("kernel", finding.kernel().kernelName());
              found.put("type", finding.type().name());
              found.put("work", finding.work());
              found.put("problem", finding.problem());
              found.put("tensor", finding.tensor());
              found.put("index", finding.index());
              found.put("expected", finding.expected());
              found.put("actual", finding.actual());
              found.put("again", again(report, finding, target.info().name()));
              object.put("finding", found);
            });
    return object;
  }

  private static String again(SelfTest.Report report, Finding finding, String opened) {
    return "adamant selftest --target "
        + opened
        + " --seed "
        + report.seed()
        + " --trial "
        + finding.trial();
  }
}
