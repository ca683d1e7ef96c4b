package dev.adamant.cli;

import dev.adamant.cli.Comparison.Group;
import dev.adamant.cli.Comparison.Spread;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A comparison for a person. */
final class ComparisonText {

  private static final String NONE = "-";

  private final Comparison comparison;
  private final Map<String, String> marks;

  /** Of a comparison. */
  ComparisonText(Comparison comparison) {
    this.comparison = comparison;
    this.marks = comparison.equalModels();
  }

  /**
   * A column.
   *
   * @param title of it
   * @param setting whether it is of the job: left out of the table where it is the same in all runs
   * @param cell of a run
   * @param group of several seeds
   */
  private record Column(
      String title,
      boolean setting,
      Function<ComparedRun, String> cell,
      Function<Group, String> group) {

    static Column setting(String title, Function<ComparedRun, String> cell) {
      return new Column(title, true, cell, group -> "");
    }

    static Column figure(String title, Function<ComparedRun, String> cell) {
      return new Column(title, false, cell, group -> "");
    }

    static Column spread(
        String title, Function<ComparedRun, Double> value, Function<Double, String> text) {
      return new Column(
          title,
          false,
          run -> value.apply(run) == null ? NONE : text.apply(value.apply(run)),
          group -> {
            Spread spread = group.spread(value);
            return spread == null
                ? NONE
                : text.apply(spread.mean()) + " ± " + text.apply(spread.deviation());
          });
    }
  }

  private List<Column> columns() {
    return List.of(
        Column.setting("data", r -> r.report().data()),
        Column.setting("network", ComparedRun::network),
        Column.setting("method", r -> r.report().method()),
        Column.setting("K", ComparisonText::tangents),
        Column.setting("format", r -> r.report().format()),
        Column.setting("epochs", r -> Integer.toString(r.report().epochs())),
        Column.setting("seed", r -> Long.toString(r.report().seed())),
        Column.spread("test %", r -> r.report().testAccuracy(), v -> fixed(100 * v, 2)),
        Column.spread("test loss", r -> r.report().testLoss(), Facts::figure),
        Column.spread("train loss", r -> r.report().trainLoss(), Facts::figure),
        Column.figure("to train", r -> TargetFacts.bytes(r.report().peakTrainingBytes())),
        Column.figure("to answer", r -> TargetFacts.bytes(r.report().peakInferenceBytes())),
        Column.figure("ratio", r -> fixed(r.memoryRatio(), 2)),
        Column.figure("samples/s", r -> fixed(r.report().samplesPerSecond(), 0)),
        Column.figure("seconds", r -> fixed(r.report().secondsTotal(), 1)),
        Column.figure("model", r -> Facts.brief(r.report().modelSha256())),
        Column.figure("same", r -> marks.getOrDefault(r.report().modelSha256(), "")));
  }

  private static String tangents(ComparedRun run) {
    return run.job().gradient().method().isRandom()
        ? Integer.toString(run.report().tangents())
        : NONE;
  }

  /** Prints the table. */
  void print(PrintWriter out) {
    List<Column> columns = new ArrayList<>();
    Facts facts = new Facts(out);
    List<String> alike = new ArrayList<>();
    for (Column column : columns()) {
      List<String> cells = comparison.runs().stream().map(column.cell()).distinct().toList();
      if (column.title().equals("same") && marks.isEmpty()) {
        continue;
      }
      if (!column.setting() || cells.size() > 1) {
        columns.add(column);
      } else if (!cells.getFirst().equals(NONE)) {
        alike.add(column.title() + " " + cells.getFirst());
      }
    }
    if (!alike.isEmpty()) {
      facts.line("alike", String.join(", ", alike));
      out.println();
    }
    table(columns).forEach(out::println);
    if (!marks.isEmpty()) {
      out.println();
      marks.forEach(
          (digest, mark) -> out.println(mark + ": the same model, byte for byte: " + digest));
    }
    out.flush();
  }

  private List<String> table(List<Column> columns) {
    TextTable table = new TextTable();
    List<String> header = new ArrayList<>(List.of("run"));
    columns.forEach(column -> header.add(column.title()));
    table.row(header);
    for (ComparedRun run : comparison.runs()) {
      List<String> row = new ArrayList<>(List.of(run.name()));
      columns.forEach(column -> row.add(column.cell().apply(run)));
      table.row(row);
    }
    for (Group group : comparison.groups()) {
      List<String> row = new ArrayList<>(List.of("mean of " + group.runs().size() + " seeds"));
      for (Column column : columns) {
        row.add(column.setting() ? settingOf(group, column) : column.group().apply(group));
      }
      table.row(row);
    }
    return table.lines();
  }

  private static String settingOf(Group group, Column column) {
    List<String> cells = group.runs().stream().map(column.cell()).distinct().toList();
    return cells.size() == 1 ? cells.getFirst() : "";
  }

  private static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
