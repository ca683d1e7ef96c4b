package dev.adamant.model;

import java.util.List;

/**
 * Layers that share one buffer: one that writes it, and at most one that works on it in place.
 *
 * @param first number of the first layer in its network, from 0
 * @param layers one, or two of which the second {@link Layer#isElementwise}
 */
public record Stage(int first, List<Layer> layers) {

  /** Makes the list immutable. */
  public Stage {
    layers = List.copyOf(layers);
  }

  /** Features that it takes. */
  public int inputs() {
    return layers.getFirst().inputs();
  }

  /** Features that it gives. */
  public int outputs() {
    return layers.getLast().outputs();
  }

  /**
   * Adds the forward pass.
   *
   * @param slot of copies of the weights, as {@link Weights#load} has it
   */
  public void forward(
      Pass pass, Signal x, Signal y, Weights weights, Workspace workspace, int slot) {
    layers.getFirst().forward(pass, x, y, weights.load(pass, first, slot), workspace);
    if (layers.size() > 1) {
      layers.getLast().forward(pass, y, y, List.of(), workspace);
    }
  }
}
