package dev.adamant.model;

import dev.adamant.data.DataOptions;
import dev.adamant.data.Dataset;
import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import java.util.List;

/**
 * What a model is besides its weights.
 *
 * @param network its layers and loss; what they began with, such as {@link Dense#deviation}, is not
 *     kept
 * @param task what it was taught
 * @param scaling what is done to raw features first
 * @param storage the type of the weights
 * @param compute the type that layers compute in
 * @param loss the type that losses are computed in
 * @param classes names of the outputs, in their order; none for regression
 * @param features names of the inputs, where the data had them, else none
 */
public record ModelDescription(
    Network network,
    Task task,
    Scaling scaling,
    DataType storage,
    DataType compute,
    DataType loss,
    List<String> classes,
    List<String> features) {

  /** Checks that sizes agree. */
  public ModelDescription {
    classes = List.copyOf(classes);
    features = List.copyOf(features);
    check("scaled features", scaling.features(), "inputs", network.inputs());
    if (task == Task.CLASSIFICATION || !classes.isEmpty()) {
      check("classes", classes.size(), "outputs", network.outputs());
    }
    if (!features.isEmpty()) {
      check("names of features", features.size(), "inputs", network.inputs());
    }
  }

  private static void check(String what, int count, String of, int expected) {
    if (count != expected) {
      throw new IllegalArgumentException(
          count + " " + what + " for a network of " + expected + " " + of + ": give one for each");
    }
  }

  /**
   * The same options, for data that this model can be asked about: with its task and its classes.
   */
  public DataOptions options(DataOptions options) {
    DataOptions ofTask = options.withTask(task);
    return task == Task.CLASSIFICATION ? ofTask.withClasses(classes) : ofTask;
  }

  /**
   * Checks that the model takes the data's features and is compared with as many outputs.
   *
   * @throws IllegalArgumentException when it does not, in one sentence
   */
  public void checkFits(Dataset data) {
    if (data.task() != task
        || data.features() != network.inputs()
        || data.outputs() != network.outputs()) {
      throw new IllegalArgumentException(
          data
              + ", for "
              + data.task().taskName()
              + "; the model takes "
              + network.inputs()
              + " features and gives "
              + network.outputs()
              + (task == Task.CLASSIFICATION ? " classes" : " outputs")
              + ": give it data of the kind that it was made from");
    }
  }
}
