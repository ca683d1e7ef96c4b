package dev.adamant.train;

import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.target.Distribution;
import java.util.List;

/** Small jobs for methods with random tangents. */
final class PerturbationJobs {

  private PerturbationJobs() {}

  static Network network(Activation activation, int inputs, Integer... hidden) {
    return Network.dense(inputs, List.of(hidden), activation, 3, Loss.CROSS_ENTROPY);
  }

  static Job.Gradient gradient(
      Method method, int tangents, boolean projects, Distribution distribution, int lookahead) {
    return new Job.Gradient(
        method, tangents, projects ? "projection" : "mean", distribution, lookahead);
  }

  /** SGD whose momentum is the gradient of the first step after it was 0. */
  static Job job(Job.Gradient gradient, Precision precision, int batch) {
    return new Job(
        new Job.Data("none", "", "auto", "none", 0.2, 0),
        new Job.Model(List.of(), Activation.RELU, Loss.CROSS_ENTROPY),
        precision,
        gradient,
        new Job.OptimizerSettings("sgd", 0.1, "constant", 0, 0.5, 0.9, 0.999, 1e-8, 0, 0),
        1,
        batch,
        11);
  }

  /** The method of a job, with so many tangents at a time, or 0 for its own choice. */
  static GradientMethod method(Workbench bench, int chunk) {
    Job.Gradient settings = bench.job().gradient();
    return switch (settings.method()) {
      case WEIGHT_PERTURBATION -> new WeightPerturbation(bench, settings, chunk);
      case ACTIVITY_PERTURBATION -> new ActivityPerturbation(bench, settings, chunk);
      case LOCAL_ACTIVITY -> new LocalActivity(bench, settings, chunk);
      default -> Methods.of(settings, bench);
    };
  }
}
