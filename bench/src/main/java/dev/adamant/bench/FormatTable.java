package dev.adamant.bench;

import dev.adamant.data.DataException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the same job in every format beside float32, and prints accuracy and time. */
@Command(
    name = "bench formats",
    description = "Trains the same job in every format beside float32; a Markdown table.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "posit8/posit16 computes in posit8; weights, updates and loss are in posit16. The learning",
      "rate is the best of the grid in float32 on a validation part, the same for all formats."
    })
public final class FormatTable implements Callable<Integer> {

  private static final String FLOAT32 = "float32";

  @Spec private CommandSpec spec;

  @Mixin private TrainingOptions options;

  @Option(
      names = "--formats",
      paramLabel = "LIST",
      split = ",",
      defaultValue =
          "bposit32,posit32,posit16,bposit16,posit8,posit8/posit16,posit8/posit32,posit8/bposit32",
      description = "Beside float32, each compute[/storage[/optimizer[/loss]]]; ${DEFAULT-VALUE}.")
  private List<String> formats;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "local",
      description = "How gradients are found; ${DEFAULT-VALUE}.")
  private String method;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "3",
      description = "Number of dense layers; ${DEFAULT-VALUE}.")
  private int depth;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description = "The learning rate, not to be chosen.")
  private Double rate;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
  private Path json;

  private FormatTable() {}

  /**
   * Prints the table and ends the process.
   *
   * @param arguments {@code --help} lists them
   */
  public static void main(String[] arguments) {
    System.exit(TrainingPrograms.execute(new FormatTable(), arguments));
  }

  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return TrainingPrograms.execute(new FormatTable(), out, err, arguments);
  }

  @Override
  public Integer call() throws IOException, DataException {
    PrintWriter out = spec.commandLine().getOut();
    Recipe recipe = Recipe.parse(method).withDepth(depth);
    formats.forEach(Precisions::parse);
    int seeds = options.seeds();
    List<Campaign.Row> rows;
    try (Laboratory laboratory = new Laboratory(options.setup(), options.target())) {
      Campaign campaign = new Campaign(laboratory, options.grid(), spec.commandLine().getErr());
      double chosen = rate == null ? campaign.chooseRate(recipe, FLOAT32) : rate;
      List<Campaign.Entry> entries =
          Stream.concat(Stream.of(FLOAT32), formats.stream())
              .distinct()
              .map(format -> new Campaign.Entry(recipe, format, chosen))
              .toList();
      TrainingPrograms.facts(options, "", out);
      out.println("- job: " + recipe.name() + ", depth " + depth + ", rate " + chosen);
      rows = campaign.measure(entries, seeds);
    }
    out.println();
    out.println("| format | accuracy % | to float32 | seconds | time | memory | |");
    out.println("|---|--:|--:|--:|--:|--:|---|");
    rows.forEach(row -> out.println(text(row, rows.getFirst())));
    if (json != null) {
      Map<String, Object> results = new LinkedHashMap<>();
      results.put("setup", options.description());
      results.put("rows", rows.stream().map(TrainingPrograms::object).toList());
      Files.writeString(json, Json.of(results) + "\n");
    }
    return 0;
  }

  static String text(Campaign.Row row, Campaign.Row float32) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %+.1f | %.2f | %.2f | %.2f | %s |",
        row.entry().format(),
        row.accuracy().percent(),
        100 * (row.accuracy().mean() - float32.accuracy().mean()),
        row.seconds(),
        row.seconds() / float32.seconds(),
        row.memoryRatio(),
        TrainingPrograms.divergence(row));
  }
}
