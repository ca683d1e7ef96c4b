package dev.adamant.cli;

import dev.adamant.schedule.Amount;
import dev.adamant.schedule.Cut;
import dev.adamant.schedule.Prediction;
import dev.adamant.target.Kernel;
import dev.adamant.train.PlannedJob;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A forecast for a person: a table of a step's work, the times, and how wrong they were. */
final class PlanText {

  /** So many kinds of work have a line; the rest is one. */
  private static final int LINES = 24;

  private static final double MILLIS = 1e3;

  private final PrintWriter out;
  private final Facts facts;

  /** Prints to a writer that stays the caller's. */
  PlanText(PrintWriter out) {
    this.out = out;
    this.facts = new Facts(out);
  }

  /**
   * Prints what is predicted.
   *
   * @param amounts of work that there are
   * @param unknown how many of them were not measured
   */
  void predicted(JobForecast forecast, int amounts, long unknown) {
    out.println();
    table(forecast).lines().forEach(out::println);
    out.println();
    facts.line(
        "known",
        unknown == 0
            ? "all " + Facts.count(amounts, "amount of work", "amounts of work") + " were measured"
            : (amounts - unknown)
                + " of "
                + Facts.count(amounts, "amount of work", "amounts of work")
                + " were measured, the others follow from these");
    if (!forecast.shares().isEmpty()) {
      facts.line("shares", shares(forecast.shares()) + " of the operations");
    }
    facts.line("step", millis(forecast.stepSeconds()) + " predicted");
    facts.line(
        "epoch",
        duration(forecast.epochSeconds())
            + " predicted: "
            + Facts.count(forecast.size().steps(), "step", "steps")
            + String.format(
                Locale.ROOT, ", then %,d samples evaluated", forecast.size().evaluated()));
    facts.line(
        "job",
        duration(forecast.jobSeconds())
            + " predicted: "
            + Facts.count(forecast.size().epochs(), "epoch", "epochs"));
  }

  /** Prints what real steps took. */
  void measured(JobForecast forecast, PlannedJob.Trial trial) {
    facts.line(
        "measured",
        millis(trial.secondsPerStep())
            + " a step, the median of "
            + Facts.count(trial.steps(), "step", "steps")
            + " (a quarter within "
            + millis(trial.quickQuarter())
            + "): "
            + error(forecast.stepSeconds(), trial.secondsPerStep()));
  }

  /** How wrong a prediction was, such as {@code predicted 6.1 % too short}. */
  static String error(double predicted, double actual) {
    double error = predicted / actual - 1;
    return Double.isNaN(error)
        ? "nothing was predicted"
        : String.format(
            Locale.ROOT,
            "predicted %.1f %% too %s",
            100 * Math.abs(error),
            error < 0 ? "short" : "long");
  }

  /** Seconds, to the hundredth below ten. */
  static String duration(double seconds) {
    return Double.isNaN(seconds)
        ? "no time"
        : seconds < 10 ? String.format(Locale.ROOT, "%.2f s", seconds) : Facts.duration(seconds);
  }

  private static TextTable table(JobForecast forecast) {
    TextTable table = new TextTable();
    table.row(List.of("work of a step", "count", "shape", "cut", "who", "ms each", "of step"));
    double all = forecast.stepSeconds();
    List<JobForecast.Line> lines =
        forecast.step().stream()
            .sorted(Comparator.comparingDouble(JobForecast.Line::seconds).reversed())
            .toList();
    for (JobForecast.Line line : lines.subList(0, Math.min(LINES, lines.size()))) {
      table.row(
          List.of(
              line.amount().family(),
              Long.toString(line.count()),
              shape(line.amount()),
              cut(line.prediction()),
              who(line.prediction()),
              number(MILLIS * line.prediction().seconds(), "%.3f"),
              number(100 * line.seconds() / all, "%.1f %%")));
    }
    if (lines.size() > LINES) {
      List<JobForecast.Line> rest = lines.subList(LINES, lines.size());
      table.row(
          List.of(
              "and " + Facts.count(rest.size(), "amount more", "amounts more"),
              Long.toString(rest.stream().mapToLong(JobForecast.Line::count).sum()),
              "",
              "",
              "",
              "",
              number(
                  100 * rest.stream().mapToDouble(JobForecast.Line::seconds).sum() / all,
                  "%.1f %%")));
    }
    return table;
  }

  /** {@code 64x32x10} is rows, columns and depth; matrices of a batch come first. */
  static String shape(Amount amount) {
    if (amount.kernel() == Kernel.CONTRACT) {
      return (amount.batch() == 1 ? "" : amount.batch() + " of ")
          + amount.rows()
          + "x"
          + amount.columns()
          + "x"
          + amount.depth();
    }
    return amount.rows() + (amount.depth() == 1 ? "" : "x" + amount.depth());
  }

  private static String cut(Prediction prediction) {
    Cut cut = prediction.cut();
    return cut == null ? "-" : cut.axis().axisName() + " in " + cut.slices();
  }

  private static String who(Prediction prediction) {
    if (prediction.shares().isEmpty()) {
      return "?";
    }
    double all = prediction.shares().values().stream().mapToDouble(Long::doubleValue).sum();
    return prediction.shares().entrySet().stream()
        .map(
            share ->
                prediction.shares().size() == 1
                    ? share.getKey()
                    : String.format(
                        Locale.ROOT, "%s %.0f %%", share.getKey(), 100 * share.getValue() / all))
        .collect(Collectors.joining(" "));
  }

  private static String shares(Map<String, Double> shares) {
    return shares.entrySet().stream()
        .map(
            share ->
                String.format(Locale.ROOT, "%s %.0f %%", share.getKey(), 100 * share.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String millis(double seconds) {
    return Double.isNaN(seconds)
        ? "no time"
        : String.format(Locale.ROOT, "%.3f ms", MILLIS * seconds);
  }

  private static String number(double value, String format) {
    return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, format, value);
  }
}
