package dev.adamant.train;

/**
 * The learning rate of a step: it rises linearly over the warm-up and then stays, or falls linearly
 * or as half a cosine, to 0 after the last step.
 *
 * @param greatest after the warm-up
 * @param schedule {@code constant}, {@code linear} or {@code cosine}
 * @param warmup steps of the rise
 * @param steps of the whole job
 */
record LearningRate(double greatest, String schedule, int warmup, long steps) {

  /** That of a job. */
  static LearningRate of(Job.OptimizerSettings settings, long steps) {
    return new LearningRate(settings.learningRate(), settings.schedule(), settings.warmup(), steps);
  }

  /** The rate of a step, counted from 0. */
  double at(long step) {
    if (step < warmup) {
      return greatest * (step + 1) / (warmup + 1);
    }
    double done = (double) (step - warmup) / Math.max(1, steps - warmup);
    return switch (schedule) {
      case "linear" -> greatest * (1 - done);
      // StrictMath, so that every JVM has the same bits.
      case "cosine" -> greatest * (0.5 + 0.5 * StrictMath.cos(Math.PI * done));
      default -> greatest;
    };
  }
}
