package dev.adamant.bench;

import dev.adamant.data.DataException;
import dev.adamant.train.Method;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

/** Trains with every method beside backprop, and prints accuracy, memory and time. */
@Command(
    name = "bench training",
    description = "Trains with every method, tangents and depth beside backprop; a Markdown table.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Accuracy is that of the test part, mean and standard deviation over the seeds. Each row's",
      "learning rate is the best of the grid on a validation part, by a job of another seed.",
      "Memory is planned training by planned inference, which is what was held; time is the",
      "median of a job's, by that of backprop of the same depth."
    })
public final class TrainingTable implements Callable<Integer> {

  private static final Recipe BACKPROP = Recipe.parse(Method.BACKPROP.methodName());

  @Spec private CommandSpec spec;

  @Mixin private TrainingOptions options;

  @Option(
      names = "--methods",
      paramLabel = "NAMES",
      split = ",",
      defaultValue =
          "local,local:1,local-activity,weight-perturbation,weight-perturbation:projection,"
              + "activity-perturbation,backprop-checkpointed",
      description = "Beside backprop; local:1 has a look-ahead of 1; ${DEFAULT-VALUE}.")
  private List<String> methods;

  @Option(
      names = "--tangents",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "1,4,16,64",
      description = "Of methods with random tangents; ${DEFAULT-VALUE}.")
  private List<Integer> tangents;

  @Option(
      names = "--depths",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "3,8,32",
      description = "Numbers of dense layers; ${DEFAULT-VALUE}.")
  private List<Integer> depths;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "bposit32",
      description = "compute[/storage[/optimizer[/loss]]]; ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--rates",
      paramLabel = "NAME=RATE",
      split = ",",
      description = "Learning rates not to be chosen: of backprop, local:1, local-activity/16, …")
  private Map<String, Double> rates = Map.of();

  @Mixin private ResultFiles files;

  private TrainingTable() {}

  /**
   * Prints the table and ends the process.
   *
   * @param arguments {@code --help} lists them
   */
  public static void main(String[] arguments) {
    System.exit(TrainingPrograms.execute(new TrainingTable(), arguments));
  }

  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return TrainingPrograms.execute(new TrainingTable(), out, err, arguments);
  }

  @Override
  public Integer call() throws IOException, DataException {
    PrintWriter out = spec.commandLine().getOut();
    List<Campaign.Row> all = new ArrayList<>();
    Precisions.parse(format);
    List<Recipe> recipes = recipes();
    int seeds = options.seeds();
    try (Laboratory laboratory = new Laboratory(options.setup(), options.target())) {
      TrainingPrograms.facts(options, format, out);
      out.println();
      out.println("| depth | method | K | rate | accuracy % | to backprop | memory | time | |");
      out.println("|--:|---|--:|--:|--:|--:|--:|--:|---|");
      Campaign campaign = new Campaign(laboratory, options.grid(), spec.commandLine().getErr());
      for (int depth : depths) {
        List<Campaign.Entry> entries = new ArrayList<>();
        for (Recipe recipe : recipes) {
          entries.add(entry(campaign, recipe.withDepth(depth)));
        }
        List<Campaign.Row> rows = campaign.measure(entries, seeds);
        rows.forEach(row -> out.println(text(row, rows.getFirst())));
        out.flush();
        all.addAll(rows);
      }
    }
    files.write(() -> results(all), () -> plot(all));
    return 0;
  }

  /** Backprop first. */
  private List<Recipe> recipes() {
    return Stream.concat(
            Stream.of(BACKPROP),
            methods.stream().map(Recipe::parse).flatMap(r -> r.withTangents(tangents).stream()))
        .distinct()
        .toList();
  }

  private Campaign.Entry entry(Campaign campaign, Recipe recipe) throws DataException {
    Double fixed = rates.get(recipe.name() + "/" + recipe.tangentsText());
    if (fixed == null) {
      fixed = rates.get(recipe.name());
    }
    double rate = fixed == null ? campaign.chooseRate(recipe, format) : fixed;
    return new Campaign.Entry(recipe, format, rate);
  }

  static String text(Campaign.Row row, Campaign.Row backprop) {
    Recipe recipe = row.entry().recipe();
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %s | %+.1f | %.2f | %.2f | %s |",
        recipe.depth(),
        recipe.name(),
        recipe.tangentsText(),
        row.entry().rate(),
        row.accuracy().percent(),
        100 * (row.accuracy().mean() - backprop.accuracy().mean()),
        row.memoryRatio(),
        row.seconds() / backprop.seconds(),
        TrainingPrograms.divergence(row));
  }

  private Map<String, Object> results(List<Campaign.Row> rows) {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("setup", options.description());
    results.put("rows", rows.stream().map(TrainingPrograms::object).toList());
    return results;
  }

  /** Accuracy over K. */
  private Plot plot(List<Campaign.Row> rows) {
    Map<String, List<Campaign.Row>> lines = new LinkedHashMap<>();
    for (Campaign.Row row : rows) {
      Recipe recipe = row.entry().recipe();
      lines
          .computeIfAbsent(recipe.name() + ", depth " + recipe.depth(), name -> new ArrayList<>())
          .add(row);
    }
    return new Plot(
        "Test accuracy on " + options.setup().data() + ", " + format,
        "log₂ of the number of tangents",
        "accuracy, %",
        lines.entrySet().stream().map(line -> line(line.getKey(), line.getValue())).toList());
  }

  /** A line over K; of a method without, a level one. */
  private Plot.Line line(String name, List<Campaign.Row> rows) {
    Recipe first = rows.getFirst().entry().recipe();
    boolean level = !first.method().isRandom();
    List<Double> x =
        tangents.stream().sorted().distinct().map(k -> Math.log(k) / Math.log(2)).toList();
    List<Campaign.Row> points =
        level
            ? Collections.nCopies(x.size(), rows.getFirst())
            : rows.stream()
                .sorted(Comparator.comparingInt(r -> r.entry().recipe().tangents()))
                .toList();
    return new Plot.Line(
        name,
        x,
        points.stream().map(r -> 100 * r.accuracy().mean()).toList(),
        points.stream().map(r -> 100 * r.accuracy().deviation()).toList());
  }
}
