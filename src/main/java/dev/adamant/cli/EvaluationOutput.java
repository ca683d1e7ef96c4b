package dev.adamant.cli;

import dev.adamant.data.Dataset;
import dev.adamant.target.TargetInfo;
import dev.adamant.train.ModelEvaluation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code adamant evaluate} says.
 *
 * @param model as it was named
 * @param target that computed
 * @param data that was asked about
 * @param part of the data
 * @param evaluation what was found
 */
record EvaluationOutput(
    Path model, TargetInfo target, Dataset data, String part, ModelEvaluation evaluation) {

  /** More classes make a table that no terminal has room for. */
  private static final int MOST_CLASSES = 20;

  /** As one object. */
  Map<String, Object> json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("model", model.toString());
    object.put("target", target.name());
    object.put("data", data.name());
    object.put("dataSha256", data.digest());
    object.put("part", part);
    object.put("samples", evaluation.samples());
    object.put("accuracy", evaluation.accuracy());
    object.put("loss", evaluation.loss());
    object.put("rmse", evaluation.rmse());
    object.put("classes", evaluation.classes());
    object.put("confusion", evaluation.confusion());
    return object;
  }

  /** For a person. */
  void print(PrintWriter out) {
    Facts facts = new Facts(out);
    facts.line("target", target.name() + ": " + target.device());
    facts.line("data", data + ", sha256 " + Facts.brief(data.digest()));
    facts.line("part", part + ": " + Facts.count(evaluation.samples(), "sample", "samples"));
    if (evaluation.accuracy() != null) {
      facts.line(
          "accuracy",
          Facts.percent(evaluation.accuracy())
              + ": "
              + Facts.count(evaluation.correct(), "is right", "are right"));
    }
    if (evaluation.rmse() != null) {
      facts.line("rmse", Facts.figure(evaluation.rmse()));
    }
    facts.line("loss", Facts.figure(evaluation.loss()));
    confusion(out);
  }

  private void confusion(PrintWriter out) {
    List<String> classes = evaluation.classes();
    if (classes.isEmpty()) {
      return;
    }
    out.println();
    if (classes.size() > MOST_CLASSES) {
      out.println(
          "how many of each class were taken for which is in --json, for " + classes.size());
      return;
    }
    boolean hasNone = evaluation.confusion().stream().anyMatch(row -> row.getLast() > 0);
    List<String> header = new ArrayList<>(List.of("is \\ taken for"));
    header.addAll(classes);
    if (hasNone) {
      header.add("none");
    }
    header.add("right");
    TextTable table = new TextTable();
    table.row(header);
    for (int c = 0; c < classes.size(); c++) {
      List<Long> row = evaluation.confusion().get(c);
      List<String> cells = new ArrayList<>(List.of(classes.get(c)));
      row.subList(0, classes.size() + (hasNone ? 1 : 0))
          .forEach(n -> cells.add(n == 0 ? "." : n.toString()));
      long count = evaluation.counts().get(c);
      cells.add(count == 0 ? "-" : Facts.percent((double) row.get(c) / count));
      table.row(cells);
    }
    table.lines().forEach(out::println);
  }
}
