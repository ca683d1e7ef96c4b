package dev.adamant.cli;

import dev.adamant.schedule.Amount;
import dev.adamant.schedule.Prediction;
import dev.adamant.target.Work;
import dev.adamant.train.StepWorks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job is predicted to take.
 *
 * @param step the work of a step, by amounts
 * @param evaluation the work of an evaluated batch, by amounts
 * @param size how much of either there is
 */
record JobForecast(List<Line> step, List<Line> evaluation, Size size) {

  /**
   * Work of one amount.
   *
   * @param amount of each
   * @param example one of them
   * @param count how many there are
   * @param prediction for each
   */
  record Line(Amount amount, Work example, long count, Prediction prediction) {

    /** Of all of them. */
    double seconds() {
      return count * prediction.seconds();
    }
  }

  /**
   * The size of a job.
   *
   * @param epochs that are trained
   * @param batch samples of a whole step
   * @param trained samples of an epoch
   * @param evaluated samples that are answered after each epoch
   */
  record Size(int epochs, int batch, long trained, long evaluated) {

    /** Steps of an epoch. */
    long steps() {
      return Math.ceilDiv(trained, (long) batch);
    }
  }

  /** Asks for every amount once. */
  static JobForecast of(StepWorks works, Foresight foresight, Size size) {
    return new JobForecast(
        lines(works.step(), foresight), lines(works.evaluation(), foresight), size);
  }

  /** Pieces of work of which no two have one amount. */
  static List<Work> distinct(StepWorks works) {
    Map<Amount, Work> distinct = new LinkedHashMap<>();
    works.step().forEach(work -> distinct.putIfAbsent(Amount.of(work), work));
    works.evaluation().forEach(work -> distinct.putIfAbsent(Amount.of(work), work));
    return List.copyOf(distinct.values());
  }

  private static List<Line> lines(List<Work> works, Foresight foresight) {
    Map<Amount, Work> examples = new LinkedHashMap<>();
    Map<Amount, Long> counts = new LinkedHashMap<>();
    for (Work work : works) {
      Amount amount = Amount.of(work);
      examples.putIfAbsent(amount, work);
      counts.merge(amount, 1L, Long::sum);
    }
    List<Line> lines = new ArrayList<>();
    examples.forEach(
        (amount, work) ->
            lines.add(new Line(amount, work, counts.get(amount), foresight.predict(work))));
    return lines;
  }

  /** Seconds of a whole step; NaN where some of its work is of a kind that is not known. */
  double stepSeconds() {
    return seconds(step);
  }

  /** The same of work that is not made a forecast of. */
  static double stepSeconds(List<Work> step, Foresight foresight) {
    return seconds(lines(step, foresight));
  }

  private static double seconds(List<Line> lines) {
    return lines.stream().mapToDouble(Line::seconds).sum();
  }

  /** Seconds of an epoch and of the evaluation after it. */
  double epochSeconds() {
    double evaluationSeconds = seconds(evaluation);
    return stepSeconds() * size.trained / size.batch
        + evaluationSeconds * size.evaluated / size.batch;
  }

  /** Seconds of all epochs. */
  double jobSeconds() {
    return size.epochs * epochSeconds();
  }

  /** The part of a step's operations that each target does, by name. */
  Map<String, Double> shares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    double all = step.stream().mapToDouble(JobForecast::operations).sum();
    for (Line line : step) {
      double slices =
          line.prediction.shares().values().stream().mapToDouble(Long::doubleValue).sum();
      line.prediction
          .shares()
          .forEach(
              (name, share) ->
                  shares.merge(name, operations(line) / all * share / slices, Double::sum));
    }
    return shares;
  }

  private static double operations(Line line) {
    return line.count * line.amount.operations();
  }
}
