package dev.adamant.bench;

import dev.adamant.bindings.Adamant;
import dev.adamant.bindings.NativeLibraryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures every comparison by turns and prints a Markdown table of ratios, as in {@code
 * docs/performance.md}. Ends with status 1 when an answer is wrong or a library is missing; a
 * target that is missed is told in the table and is no failure.
 */
@Command(
    name = "bench",
    description = "Times exact arithmetic and float32 by turns, on one thread, and prints ratios.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Times are processor time of the thread, ratios medians with their quartiles. The",
      "undisturbed ratio is that of the fastest samples; a target is met when neither is",
      "above it. Every answer is compared with the Java reference before it is timed."
    })
public final class RatioReport implements Callable<Integer> {

  /** For the compiler to finish, also on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      defaultValue = Native.BEST_PATH,
      description = "The path of libadamant: portable, avx2, avx512 or auto, the best.")
  private String path;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Only cases in whose names the regular expression is found.")
  private Pattern only;

  @Option(names = "--list", description = "Print the names of the cases and end.")
  private boolean list;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "0.6",
      description = "Processor time for a case, besides its warm-up.")
  private double seconds;

  @Option(
      names = "--small",
      description = "Tiny operands and few samples, only to see that everything works.")
  private boolean small;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
  private Path json;

  private RatioReport() {}

  /**
   * Runs the report and ends the process.
   *
   * @param arguments {@code --help} lists them
   */
  public static void main(String[] arguments) {
    System.exit(
        execute(
            new PrintWriter(System.out, true, System.out.charset()),
            new PrintWriter(System.err, true, System.err.charset()),
            arguments));
  }

  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new RatioReport())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (e, commandLine, parsed) -> {
              if (e instanceof WrongAnswerException
                  || e instanceof MissingLibraryException
                  || e instanceof NativeLibraryException) {
                commandLine.getErr().println("bench: " + e.getMessage());
                return ExitCode.SOFTWARE;
              }
              throw e;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() throws IOException {
    if (!(seconds > 0 && seconds < 1e6)) {
      throw new ParameterException(
          spec.commandLine(), "--seconds " + seconds + " is out of range; a case takes about 0.6");
    }
    PrintWriter out = spec.commandLine().getOut();
    Sizes sizes = small ? Sizes.SMALL : Sizes.FULL;
    List<Case> cases =
        Cases.all(path, sizes).stream().filter(c -> only.matcher(c.name()).find()).toList();
    try (Arena arena = Arena.ofConfined()) {
      Map<String, Workload> hotPaths = Cases.hotPaths(path, arena);
      hotPaths.keySet().removeIf(name -> !only.matcher(name).find());
      if (cases.isEmpty() && hotPaths.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "--only " + only + " is found in no name; --list prints them");
      }
      if (list) {
        cases.forEach(c -> out.println(c.name()));
        hotPaths.keySet().forEach(out::println);
        return ExitCode.OK;
      }
      Map<String, Object> results = new LinkedHashMap<>(facts(cases));
      results.forEach((name, value) -> out.println("- " + name + ": " + value));
      results.put("comparisons", compare(cases, out));
      results.put("allocations", allocations(hotPaths, out));
      if (json != null) {
        Files.writeString(json, Json.of(results) + "\n");
      }
    }
    return ExitCode.OK;
  }

  /** What the figures were taken with. Fails early for a path or a library that is not there. */
  private Map<String, String> facts(List<Case> cases) {
    try {
      Native.select(path);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--path: " + e.getMessage(), e);
    }
    Map<String, String> facts = Machine.facts();
    facts.put("path measured", Adamant.adm_path());
    if (cases.stream().anyMatch(Case::needsOpenBlas)) {
      OpenBlas.load();
      facts.put("OpenBLAS", OpenBlas.description());
    }
    return facts;
  }

  private List<Object> compare(List<Case> cases, PrintWriter out) {
    Turns turns = new Turns(sampling());
    List<Object> results = new ArrayList<>();
    if (!cases.isEmpty()) {
      out.println();
      out.println("| case | ns | baseline ns | ratio | quartiles | undisturbed | target | |");
      out.println("|---|--:|--:|--:|--:|--:|--:|---|");
    }
    for (Case c : cases) {
      Comparison r = c.compare(turns);
      out.println(row(c, r));
      results.add(object(c, r));
    }
    return results;
  }

  private static List<Object> allocations(Map<String, Workload> hotPaths, PrintWriter out) {
    List<Object> results = new ArrayList<>();
    if (!hotPaths.isEmpty()) {
      out.println();
      out.println("| hot path | bytes allocated by a call |");
      out.println("|---|--:|");
    }
    hotPaths.forEach(
        (name, workload) -> {
          long bytes = Allocation.bytesPerRun(workload, PATIENCE);
          out.println("| " + name + " | " + bytes + " |");
          results.add(Map.of("name", name, "bytes", bytes));
        });
    return results;
  }

  private Sampling sampling() {
    long budget = Math.round(1e9 * seconds);
    return small ? new Sampling(0, 1000, 1) : new Sampling(budget / 3, 300_000, budget);
  }

  static String row(Case c, Comparison r) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s to %s | %s | %s | %s |",
        c.name(),
        figure(r.nanos()),
        figure(r.baselineNanos()),
        figure(r.ratio()),
        figure(r.lowerQuartile()),
        figure(r.upperQuartile()),
        figure(r.undisturbed()),
        c.target().isPresent() ? figure(c.target().getAsDouble()) : "",
        verdict(c.target(), Math.max(r.ratio(), r.undisturbed())));
  }

  private static Map<String, Object> object(Case c, Comparison r) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", c.name());
    object.put("nanos", r.nanos());
    object.put("baselineNanos", r.baselineNanos());
    object.put("ratio", r.ratio());
    object.put("lowerQuartile", r.lowerQuartile());
    object.put("upperQuartile", r.upperQuartile());
    object.put("undisturbed", r.undisturbed());
    object.put("pairs", r.pairs());
    c.target().ifPresent(target -> object.put("target", target));
    return object;
  }

  /** Three significant digits. */
  static String figure(double x) {
    int digits = x >= 100 ? 0 : x >= 10 ? 1 : x >= 1 ? 2 : x >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%." + digits + "f", x);
  }

  private static String verdict(OptionalDouble target, double ratio) {
    if (target.isEmpty()) {
      return "";
    }
    double excess = ratio / target.getAsDouble();
    return excess <= 1 ? "met" : "missed: " + figure(excess) + " times the target";
  }
}
