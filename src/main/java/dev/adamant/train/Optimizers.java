package dev.adamant.train;

/** Optimizers by their settings. */
final class Optimizers {

  private Optimizers() {}

  static Optimizer of(Job.OptimizerSettings settings) {
    Optimizer optimizer =
        switch (settings.name()) {
          case "sgd" -> new Sgd(settings.momentum(), settings.weightDecay());
          case "adam" ->
              new Adam(
                  settings.beta1(), settings.beta2(), settings.epsilon(), settings.weightDecay());
          default -> throw new IllegalArgumentException("no optimizer " + settings.name());
        };
    return settings.clip() > 0 ? new Clipped(optimizer, settings.clip()) : optimizer;
  }
}
