package dev.adamant.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Layers one after the other, and a loss.
 *
 * @param layers at least one; each takes as many features as the one before gives
 * @param loss of the last one's outputs
 */
public record Network(List<Layer> layers, Loss loss) {

  /** Checks that the layers fit. */
  public Network {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network has no layers: it needs at least one");
    }
    for (int i = 1; i < layers.size(); i++) {
      int given = layers.get(i - 1).outputs();
      if (layers.get(i).inputs() != given) {
        throw new IllegalArgumentException(
            "layer "
                + i
                + " ("
                + layers.get(i).kind()
                + ") takes "
                + layers.get(i).inputs()
                + " features and is given "
                + given);
      }
    }
  }

  /**
   * Dense layers with an activation after each but the last.
   *
   * @param hidden widths of the hidden layers; none for a linear model
   */
  public static Network dense(
      int inputs, List<Integer> hidden, Activation activation, int outputs, Loss loss) {
    List<Layer> layers = new ArrayList<>();
    int width = inputs;
    for (int next : hidden) {
      layers.add(new Dense(width, next, Math.sqrt(activation.gain() / width)));
      if (activation != Activation.IDENTITY) {
        layers.add(new Pointwise(activation, next));
      }
      width = next;
    }
    layers.add(new Dense(width, outputs, Math.sqrt(1.0 / width)));
    return new Network(layers, loss);
  }

  /** Features of a sample. */
  public int inputs() {
    return layers.getFirst().inputs();
  }

  /** Outputs for a sample. */
  public int outputs() {
    return layers.getLast().outputs();
  }

  /** How many numbers it learns. */
  public long parameterCount() {
    return layers.stream()
        .flatMap(layer -> layer.parameters().stream())
        .mapToLong(Parameter::count)
        .sum();
  }

  /** The most features that any layer takes or gives. */
  public int width() {
    int outputs = layers.stream().mapToInt(Layer::outputs).max().getAsInt();
    return Math.max(inputs(), outputs);
  }

  /** The layers by the buffers that they need. */
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      List<Layer> together = new ArrayList<>(List.of(layers.get(i)));
      boolean pair =
          i + 1 < layers.size()
              && !layers.get(i).isElementwise()
              && layers.get(i + 1).isElementwise();
      stages.add(new Stage(i, pair ? List.of(layers.get(i), layers.get(i + 1)) : together));
      i += pair ? 1 : 0;
    }
    return stages;
  }
}
