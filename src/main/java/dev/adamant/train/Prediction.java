package dev.adamant.train;

import java.util.List;

/**
 * A model's answer for a sample.
 *
 * @param outputs as the network gives them, exactly as doubles where their type has at most 53
 *     significant bits, else rounded
 * @param label index of the greatest output; −1 for regression, or where an output is no number
 * @param className its name; null where there is no label
 * @param probabilities softmax of the outputs, in doubles, of models trained with cross-entropy;
 *     else none
 */
public record Prediction(
    List<Double> outputs, int label, String className, List<Double> probabilities) {

  /** Makes the lists immutable. */
  public Prediction {
    outputs = List.copyOf(outputs);
    probabilities = List.copyOf(probabilities);
  }
}
