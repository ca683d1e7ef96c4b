package dev.adamant.cli;

import dev.adamant.model.Loss;
import dev.adamant.model.ModelDescription;
import dev.adamant.train.Prediction;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a line says an answer. */
enum PredictionForm {
  /** The class, or the numbers. */
  PLAIN,
  /** The class, and the probability of each. */
  PROBABILITIES,
  /** A JSON object. */
  JSON;

  /** What stands for a class where an output is no number. */
  private static final String NONE = "NaN";

  /**
   * Refuses a model that has no such answers.
   *
   * @throws MalformedInputException for one without probabilities
   */
  void check(Path file, ModelDescription model) throws MalformedInputException {
    if (this == PROBABILITIES && model.network().loss() != Loss.CROSS_ENTROPY) {
      throw new MalformedInputException(
          file
              + ": was trained with the loss "
              + model.network().loss().lossName()
              + " and has no probabilities: leave out --probabilities, or train with"
              + " cross-entropy");
    }
  }

  /** The line, without its end. */
  String line(Prediction prediction) {
    return switch (this) {
      case PLAIN -> isOfClass(prediction) ? className(prediction) : numbers(prediction.outputs());
      case PROBABILITIES -> className(prediction) + "," + numbers(prediction.probabilities());
      case JSON -> JsonText.line(json(prediction));
    };
  }

  private static boolean isOfClass(Prediction prediction) {
    return prediction.className() != null || !prediction.probabilities().isEmpty();
  }

  /** As a cell of a CSV file. */
  private static String className(Prediction prediction) {
    String name = prediction.className() == null ? NONE : prediction.className();
    return name.matches("[^,;\\t\"\\r\\n]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static String numbers(List<Double> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }

  private static Map<String, Object> json(Prediction prediction) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (isOfClass(prediction)) {
      object.put("class", prediction.className());
      object.put("label", prediction.label());
      object.put("probabilities", prediction.probabilities());
    }
    object.put("outputs", prediction.outputs());
    return object;
  }
}
