package dev.adamant.serve.adapt;

import dev.adamant.record.Divergence;
import dev.adamant.record.Probes;
import dev.adamant.target.Target;
import dev.adamant.train.Prediction;
import dev.adamant.train.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a model answers to probes.
 *
 * @param classes whether it has classes
 * @param value the fraction of probes that are right, from 0 to 1; for regression the root of the
 *     mean squared error, in doubles in the order of the probes
 * @param answers its outputs to each
 */
record ProbeScore(boolean classes, double value, List<double[]> answers) {

  private static final int BATCH = 64;

  /** Asks a model; the target stays the caller's. */
  static ProbeScore of(Path model, Probes probes, Target target) throws IOException {
    List<double[]> rows = Arrays.asList(probes.features());
    List<double[]> answers = new ArrayList<>();
    boolean classes = probes.isClassification();
    double sum = 0;
    try (Predictor predictor = Predictor.open(model, target, Math.min(BATCH, rows.size()))) {
      for (int from = 0; from < rows.size(); from += predictor.batch()) {
        int to = Math.min(rows.size(), from + predictor.batch());
        for (Prediction prediction : predictor.predict(rows.subList(from, to))) {
          int at = answers.size();
          double[] outputs =
              prediction.outputs().stream().mapToDouble(Double::doubleValue).toArray();
          answers.add(outputs);
          sum +=
              classes
                  ? prediction.label() == probes.labels()[at] ? 1 : 0
                  : squaredError(outputs, probes.targets()[at]);
        }
      }
    }
    return new ProbeScore(
        classes, classes ? sum / rows.size() : Math.sqrt(sum / rows.size()), answers);
  }

  /** The mean over the outputs; infinite where one is no number. */
  private static double squaredError(double[] outputs, double... targets) {
    double sum = 0;
    for (int o = 0; o < outputs.length; o++) {
      sum += (outputs[o] - targets[o]) * (outputs[o] - targets[o]) / outputs.length;
    }
    return Double.isFinite(sum) ? sum : Double.POSITIVE_INFINITY;
  }

  /**
   * Whether this is as good as another value, or not much worse.
   *
   * @param loss as {@link AdaptSettings#accuracyLoss}
   */
  boolean keepsTo(double other, double loss) {
    return classes ? value >= other - loss : value <= other * (1 + loss);
  }

  /** Whether this is better than another value. */
  boolean isBetterThan(double other) {
    return classes ? value > other : value < other;
  }

  /** KL(that ‖ this), mean over the probes, in nats. */
  double divergenceFrom(ProbeScore other) {
    return Divergence.of(classes, other.answers, answers).mean();
  }

  /** What its value is called. */
  String name() {
    return classes ? "accuracy" : "rmse";
  }
}
