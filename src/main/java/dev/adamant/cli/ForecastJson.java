package dev.adamant.cli;

import dev.adamant.schedule.Prediction;
import dev.adamant.target.TargetInfo;
import dev.adamant.train.PlannedJob;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A forecast as JSON; times in seconds, null where nothing is known. */
final class ForecastJson {

  private ForecastJson() {}

  /**
   * The text, indented.
   *
   * @param unknown how many amounts of work were not measured
   * @param trial real steps, or null where none were done
   */
  static String text(
      TargetInfo target, JobForecast forecast, long unknown, PlannedJob.Trial trial) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.putObject("target").put("name", target.name()).put("device", target.device());
    root.put("unknownAmounts", unknown);
    number(root, "stepSeconds", forecast.stepSeconds());
    number(root, "epochSeconds", forecast.epochSeconds());
    number(root, "jobSeconds", forecast.jobSeconds());
    root.put("epochs", forecast.size().epochs());
    root.put("steps", forecast.size().steps());
    root.put("trainSamples", forecast.size().trained());
    root.put("evaluatedSamples", forecast.size().evaluated());
    ObjectNode shares = root.putObject("shares");
    forecast.shares().forEach(shares::put);
    lines(root.putArray("step"), forecast.step());
    lines(root.putArray("evaluation"), forecast.evaluation());
    if (trial == null) {
      root.putNull("measured");
    } else {
      ObjectNode measured = root.putObject("measured");
      measured.put("steps", trial.steps());
      measured.put("stepSeconds", trial.secondsPerStep());
      measured.put("quickQuarterSeconds", trial.quickQuarter());
      number(measured, "error", forecast.stepSeconds() / trial.secondsPerStep() - 1);
    }
    return JsonText.of(root);
  }

  private static void lines(ArrayNode array, List<JobForecast.Line> lines) {
    for (JobForecast.Line line : lines) {
      Prediction prediction = line.prediction();
      ObjectNode node = array.addObject();
      node.put("work", line.amount().family());
      node.put("shape", PlanText.shape(line.amount()));
      node.put("operations", line.amount().operations());
      node.put("count", line.count());
      number(node, "seconds", prediction.seconds());
      if (prediction.cut() == null) {
        node.putNull("cut");
      } else {
        node.putObject("cut")
            .put("axis", prediction.cut().axis().axisName())
            .put("slices", prediction.cut().slices());
      }
      ObjectNode shares = node.putObject("shares");
      Map<String, Long> sorted = new TreeMap<>(prediction.shares());
      sorted.forEach(shares::put);
    }
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }
}
