package dev.adamant.train;

import dev.adamant.data.Task;
import java.util.List;

/** What a job has where its settings say nothing. */
final class JobDefaults {

  private static final String DIGITS = "digits";
  private static final String FASHION = "fashion-mnist";

  private JobDefaults() {}

  /**
   * The default of a key, as {@link JobKey.Kind} has its values.
   *
   * @param settings what is set; others than those that this default depends on are not looked at
   * @param task of the data, or null where it is not known
   */
  static Object of(String key, JobSettings settings, Task task) {
    if (key.equals("data.source")) {
      return DIGITS;
    }
    String source = (String) settings.value("data.source", task);
    boolean dense =
        !key.equals("model.kind") && settings.value("model.kind", task).equals(Job.Model.DENSE);
    Object ofSource = SourceDefaults.of(key, source, dense);
    return ofSource != null ? ofSource : plain(key, settings, task);
  }

  private static Object plain(String key, JobSettings settings, Task task) {
    return switch (key) {
      case "data.label", "data.schema", "model.from", "model.from-sha256" -> "";
      case "data.task", "model.loss" -> JobKey.AUTO;
      case "data.scaling" -> "default";
      case "data.test" -> 0.2;
      case "data.validation" -> 0.0;
      case "model.kind" -> Job.Model.DENSE;
      case "model.channels", "model.blocks", "model.steps" -> 1L;
      case "model.hidden" -> isFashion(settings, task) ? List.of(256L, 256L) : List.of(64L, 64L);
      case "model.activation" -> "relu";
      case "training.method" -> Method.LOCAL.methodName();
      case "training.tangents", "training.lookahead", "training.seed" -> 1L;
      case "training.aggregate" -> "mean";
      case "training.distribution" -> "normal";
      case "training.epochs" -> isFashion(settings, task) ? 10L : 30L;
      case "training.batch" -> isFashion(settings, task) ? 128L : 32L;
      case "precision.format" -> "bposit32";
      case "precision.compute", "precision.storage", "precision.optimizer", "precision.loss" ->
          settings.value("precision.format", task);
      default -> ofOptimizer(key, settings, task);
    };
  }

  private static Object ofOptimizer(String key, JobSettings settings, Task task) {
    return switch (key) {
      case "optimizer.name" -> "sgd";
      case "optimizer.rate" -> rate(settings, task);
      case "optimizer.schedule" -> "linear";
      case "optimizer.warmup" -> 0L;
      case "optimizer.momentum", "optimizer.decay", "optimizer.clip" -> 0.0;
      case "optimizer.beta1" -> 0.9;
      case "optimizer.beta2" -> 0.999;
      case "optimizer.epsilon" -> 1e-8;
      default -> throw new IllegalArgumentException("no key " + key);
    };
  }

  private static boolean isFashion(JobSettings settings, Task task) {
    return settings.value("data.source", task).equals(FASHION);
  }

  /** Squared errors have no bound on their derivatives, so steps must be smaller. */
  private static double rate(JobSettings settings, Task task) {
    if (settings.value("optimizer.name", task).equals("adam")) {
      return 0.001;
    }
    Object loss = settings.value("model.loss", task);
    boolean squared =
        loss.equals(JobKey.AUTO) ? task == Task.REGRESSION : !loss.equals("cross-entropy");
    return (squared ? 0.05 : 0.3) * certainty(settings, task);
  }

  /**
   * The variance of a mean over K random tangents falls with K and grows with the number of
   * directions that one stands for, and a step must be smaller for it: K/(K + c), c found on
   * digits.
   */
  private static double certainty(JobSettings settings, Task task) {
    if (!settings.value("training.aggregate", task).equals("mean")) {
      return 1;
    }
    double tangents = ((Number) settings.value("training.tangents", task)).doubleValue();
    double directions =
        switch (settings.value("training.method", task).toString()) {
          case "weight-perturbation" -> 144;
          case "activity-perturbation" -> 32;
          case "local-activity" -> 2;
          default -> 0;
        };
    return tangents / (tangents + directions);
  }
}
