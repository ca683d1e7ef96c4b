package dev.adamant.record;

import dev.adamant.data.Task;
import dev.adamant.target.Target;
import dev.adamant.train.Prediction;
import dev.adamant.train.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Kullback-Leibler divergence KL(live ‖ candidate) of the answers to the same samples, in nats: of
 * the softmax of the outputs for classes; for regression of Gaussians around them, whose deviation
 * for each output is that of the live version's answers.
 *
 * @param mean over the samples
 * @param greatest of a sample
 * @param samples how many
 */
public record Divergence(double mean, double greatest, int samples) {

  /** Rows at a time, which changes no answer. */
  private static final int BATCH = 64;

  /**
   * Of answers, sample by sample: in doubles by StrictMath in their order, the same on every
   * machine. An answer that is no number makes it infinite; so does a regression's answer that
   * differs in an output which the live version gives the same for every sample.
   *
   * @param classes whether outputs are logits of classes
   * @throws IllegalArgumentException when there are none, or not as many of both
   */
  public static Divergence of(boolean classes, List<double[]> live, List<double[]> candidate) {
    return of(classes ? null : deviations(live), live, candidate);
  }

  /**
   * The same with Gaussians of known deviations.
   *
   * @param deviations for each output; null for classes
   */
  public static Divergence of(double[] deviations, List<double[]> live, List<double[]> candidate) {
    if (live.isEmpty() || live.size() != candidate.size()) {
      throw new IllegalArgumentException(
          live.size() + " and " + candidate.size() + " answers: as many of both, at least one");
    }
    double sum = 0;
    double greatest = 0;
    for (int i = 0; i < live.size(); i++) {
      double of = ofSample(deviations, live.get(i), candidate.get(i));
      sum += of;
      greatest = Math.max(greatest, of);
    }
    return new Divergence(sum / live.size(), greatest, live.size());
  }

  /**
   * Of two models' answers to probes.
   *
   * @param live its file
   * @param candidate its file; the models are loaded one after the other
   * @param target stays the caller's
   * @throws dev.adamant.model.ModelFileException when a file is no model
   * @throws IllegalArgumentException when a model does not take the probes' features, or the models
   *     do not have the same task and outputs, in one sentence
   */
  public static Divergence between(Path live, Path candidate, Probes probes, Target target)
      throws IOException {
    List<double[]> expected = new ArrayList<>();
    List<double[]> answers = new ArrayList<>();
    Task task = answers(live, probes, target, expected);
    Task other = answers(candidate, probes, target, answers);
    if (task != other) {
      throw new IllegalArgumentException(
          "a model for " + task.taskName() + " and one for " + other.taskName() + ": not the same");
    }
    return of(task == Task.CLASSIFICATION, expected, answers);
  }

  private static Task answers(Path model, Probes probes, Target target, List<double[]> into)
      throws IOException {
    List<double[]> rows = Arrays.asList(probes.features());
    try (Predictor predictor = Predictor.open(model, target, Math.min(BATCH, rows.size()))) {
      for (int from = 0; from < rows.size(); from += predictor.batch()) {
        int to = Math.min(rows.size(), from + predictor.batch());
        for (Prediction prediction : predictor.predict(rows.subList(from, to))) {
          into.add(prediction.outputs().stream().mapToDouble(Double::doubleValue).toArray());
        }
      }
      return predictor.description().task();
    }
  }

  /**
   * The deviation √(Σ(x − mean)²/n) of each output over answers.
   *
   * @param answers at least one
   */
  public static double[] deviations(List<double[]> answers) {
    int n = answers.size();
    double[] deviations = new double[answers.getFirst().length];
    for (int o = 0; o < deviations.length; o++) {
      double sum = 0;
      for (double[] answer : answers) {
        sum += answer[o];
      }
      double mean = sum / n;
      double squares = 0;
      for (double[] answer : answers) {
        squares += (answer[o] - mean) * (answer[o] - mean);
      }
      deviations[o] = StrictMath.sqrt(squares / n);
    }
    return deviations;
  }

  private static double ofSample(double[] deviations, double[] live, double[] candidate) {
    if (live.length != candidate.length) {
      throw new IllegalArgumentException(
          "answers of " + live.length + " and of " + candidate.length + " outputs: not the same");
    }
    for (int i = 0; i < live.length; i++) {
      if (!Double.isFinite(live[i]) || !Double.isFinite(candidate[i])) {
        return Double.POSITIVE_INFINITY;
      }
    }
    double nats =
        deviations == null ? ofLogits(live, candidate) : gauss(deviations, live, candidate);
    // What is no number here comes from differences that no double can take.
    return Double.isNaN(nats) ? Double.POSITIVE_INFINITY : Math.max(0, nats);
  }

  /** Σ p·(ln p − ln q). */
  private static double ofLogits(double[] live, double[] candidate) {
    double[] p = logarithms(live);
    double[] q = logarithms(candidate);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double probability = StrictMath.exp(p[i]);
      sum += probability == 0 ? 0 : probability * (p[i] - q[i]);
    }
    return sum;
  }

  /** Of the softmax. */
  private static double[] logarithms(double... logits) {
    double greatest = Arrays.stream(logits).max().orElseThrow();
    double sum = 0;
    for (double logit : logits) {
      sum += StrictMath.exp(logit - greatest);
    }
    double logarithm = StrictMath.log(sum);
    return Arrays.stream(logits).map(logit -> logit - greatest - logarithm).toArray();
  }

  /** Σ (a − b)²/(2σ²): the deviations are the same on both sides. */
  private static double gauss(double[] deviations, double[] live, double[] candidate) {
    double sum = 0;
    for (int o = 0; o < live.length; o++) {
      if (live[o] != candidate[o]) {
        double differs = (live[o] - candidate[o]) / deviations[o];
        // Of numbers whose squares no double can take, nothing can be said.
        sum += Double.isInfinite(deviations[o]) ? Double.NaN : differs * differs / 2;
      }
    }
    return sum;
  }
}
