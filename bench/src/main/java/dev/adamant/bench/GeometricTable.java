package dev.adamant.bench;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.bench.GeometricProduct.Form;
import dev.adamant.bench.GeometricProduct.Operands;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times geometric products by their nonzero entries beside the dense form, and beside float32. */
@Command(
    name = "bench geometric",
    description =
        "Times geometric products by their nonzero entries, and in the dense form, by turns, on"
            + " one thread; a Markdown table.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "dense, lanes: 2^n x 2^n products a pair by the same kernel, divided by the time of the",
      "nonzero entries; dense, matrices: by products of matrices and vectors; float32: the",
      "nonzero entries in the format by those in float32. Ratios are medians with quartiles.",
      "Every answer is compared with the Java reference before it is timed."
    })
public final class GeometricTable implements Callable<Integer> {

  private static final String TARGET = "native";
  private static final long MEMORY = 1L << 31;

  @Spec private CommandSpec spec;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Multiplied pairs of multivectors; ${DEFAULT-VALUE}.")
  private int pairs;

  @Option(
      names = "--formats",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "bposit32,posit32,posit16",
      description = "Formats; ${DEFAULT-VALUE}.")
  private List<String> formats;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "0.6",
      description = "Processor time for a comparison, besides its warm-up.")
  private double seconds;

  @Option(names = "--small", description = "Few samples, only to see that everything works.")
  private boolean small;

  private GeometricTable() {}

  /**
   * Prints the table and ends the process.
   *
   * @param arguments {@code --help} lists them
   */
  public static void main(String[] arguments) {
    System.exit(TrainingPrograms.execute(new GeometricTable(), arguments));
  }

  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return TrainingPrograms.execute(new GeometricTable(), out, err, arguments);
  }

  /** The products of the table. */
  static List<Operands> products() {
    Signature five = new Signature(5, 0, 0);
    Signature pga = Signature.PGA;
    GradeSet motors = GradeSet.even(pga);
    GradeSet all = GradeSet.all(pga);
    GradeSet allOfFive = GradeSet.all(five);
    return List.of(
        new Operands("PGA motor · motor", pga, motors, motors),
        new Operands("PGA full · full", pga, all, all),
        new Operands("Cl(5) vector · vector", five, GradeSet.VECTOR, GradeSet.VECTOR),
        new Operands("Cl(5) even · vector", five, GradeSet.even(five), GradeSet.VECTOR),
        new Operands("Cl(5) full · full", five, allOfFive, allOfFive));
  }

  @Override
  public Integer call() {
    if (pairs < 1 || !(seconds > 0 && seconds < 1e6)) {
      throw new ParameterException(
          spec.commandLine(), "--pairs must be at least 1, --seconds more than 0 and below 10^6");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<DataType> types = formats.stream().map(name -> DataType.of(Format.parse(name))).toList();
    long budget = Math.round(1e9 * seconds);
    Sampling sampling =
        small ? new Sampling(0, 1000, 1) : new Sampling(budget / 3, 300_000, budget);
    Machine.facts().forEach((name, value) -> out.println("- " + name + ": " + value));
    out.println("- pairs: " + pairs);
    out.println();
    out.println(
        "| product | format | entries | ns a pair | dense, lanes | dense, matrices | float32 |");
    out.println("|---|---|--:|--:|--:|--:|--:|");
    // The clock of Turns is that of this thread, so there must be no other.
    String threads = System.getProperty("adamant.threads");
    System.setProperty("adamant.threads", "1");
    try (Target target = Targets.open(TARGET)) {
      for (Operands operands : products()) {
        for (DataType type : types) {
          out.println(row(target, operands, type, new Turns(sampling)));
        }
      }
    } finally {
      if (threads == null) {
        System.clearProperty("adamant.threads");
      } else {
        System.setProperty("adamant.threads", threads);
      }
    }
    return 0;
  }

  private String row(Target target, Operands operands, DataType type, Turns turns) {
    Comparison lanes = compare(target, operands, type, Form.DENSE_LANES, turns);
    Comparison matrices = compare(target, operands, type, Form.DENSE_MATRIX, turns);
    Comparison floats;
    try (Region region = target.region("products", MEMORY)) {
      floats =
          turns.compare(
              new GeometricProduct(target, operands, Form.SPARSE, type, pairs, region),
              new GeometricProduct(target, operands, Form.SPARSE, DataType.FLOAT32, pairs, region));
    }
    long size = operands.signature().size();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d of %d | %s | %s | %s | %s |",
        operands.title(),
        type,
        operands.table().entries().size(),
        size * size,
        RatioReport.figure(floats.nanos()),
        ratio(lanes),
        ratio(matrices),
        ratio(floats));
  }

  /** The dense form by the nonzero entries. */
  private Comparison compare(
      Target target, Operands operands, DataType type, Form dense, Turns turns) {
    try (Region region = target.region("products", MEMORY)) {
      return turns.compare(
          new GeometricProduct(target, operands, dense, type, pairs, region),
          new GeometricProduct(target, operands, Form.SPARSE, type, pairs, region));
    }
  }

  private static String ratio(Comparison c) {
    return RatioReport.figure(c.ratio())
        + " ["
        + RatioReport.figure(c.lowerQuartile())
        + ", "
        + RatioReport.figure(c.upperQuartile())
        + "]";
  }
}
