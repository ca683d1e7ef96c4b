package dev.adamant.train;

import dev.adamant.model.Layer;
import dev.adamant.model.Network;
import java.util.List;

/** Methods by their names. */
final class Methods {

  private Methods() {}

  /** Layers beside the network's that a method trains. */
  static List<Layer> extraLayers(Job.Gradient settings, Network network) {
    return switch (settings.method()) {
      case LOCAL, LOCAL_ACTIVITY -> LocalLosses.heads(network, settings.lookahead());
      default -> List.of();
    };
  }

  /** Lays a method on a bench. */
  static GradientMethod of(Job.Gradient settings, Workbench bench) {
    return switch (settings.method()) {
      case LOCAL -> new LocalLosses(bench, settings.lookahead());
      case EXACT -> new ExactGradient(bench);
      case BACKPROP -> Backprop.whole(bench);
      case BACKPROP_CHECKPOINTED -> Backprop.checkpointed(bench);
      case LOCAL_ACTIVITY -> new LocalActivity(bench, settings);
      case WEIGHT_PERTURBATION -> new WeightPerturbation(bench, settings);
      case ACTIVITY_PERTURBATION -> new ActivityPerturbation(bench, settings);
    };
  }
}
