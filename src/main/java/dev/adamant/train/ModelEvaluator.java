package dev.adamant.train;

import dev.adamant.data.Dataset;
import dev.adamant.data.Examples;
import dev.adamant.data.Task;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Inference;
import dev.adamant.model.ModelDescription;
import dev.adamant.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A model from a file, compared with data on a target. */
public final class ModelEvaluator implements AutoCloseable {

  private final LoadedModel model;
  private final LossMeasure loss;

  private ModelEvaluator(LoadedModel model, LossMeasure loss) {
    this.model = model;
    this.loss = loss;
  }

  /**
   * Loads a model.
   *
   * @param target stays the caller's
   * @param batch samples at a time; it changes a figure only of models in IEEE floats
   * @throws dev.adamant.model.ModelFileException when the file is no model
   * @throws dev.adamant.memory.TensorFileException when it cannot be read or is damaged
   * @throws dev.adamant.memory.MemoryException when the target has no room
   */
  public static ModelEvaluator open(Path model, Target target, int batch) throws IOException {
    LoadedModel loaded = LoadedModel.open(model, target, batch);
    try {
      return new ModelEvaluator(loaded, LossMeasure.open(loaded.description(), batch, target));
    } catch (RuntimeException | Error e) {
      loaded.close();
      throw e;
    }
  }

  /** What the model is; {@link ModelDescription#options} opens data for it. */
  public ModelDescription description() {
    return model.description();
  }

  /**
   * Compares the model's answers with what the samples should give.
   *
   * @param rows samples of the dataset, at least one
   * @throws IllegalArgumentException when the data does not fit the model, in one sentence
   */
  public ModelEvaluation evaluate(Dataset data, int... rows) {
    ModelDescription about = model.description();
    about.checkFits(data);
    if (rows.length == 0) {
      throw new IllegalArgumentException("no samples to compare with: name at least one");
    }
    long bytes = Examples.bytes(data, rows.length, about.compute(), about.loss());
    try (Region region = Region.open("examples", bytes)) {
      return evaluate(
          Examples.encode(data, rows, about.scaling(), about.compute(), about.loss(), region));
    }
  }

  private ModelEvaluation evaluate(Examples examples) {
    ModelDescription about = model.description();
    Inference inference = model.inference();
    int classes = about.classes().size();
    long[][] confusion = new long[classes][classes + 1];
    int[] order = new int[examples.size()];
    Arrays.setAll(order, i -> i);
    loss.clear();
    for (int from = 0; from < order.length; from += inference.batch()) {
      int rows = Math.min(inference.batch(), order.length - from);
      examples.gather(order, from, rows, inference.rows(), loss.targets());
      Tensor outputs = inference.run(rows);
      loss.add(outputs);
      for (int i = 0; i < rows && classes > 0; i++) {
        int taken = Answers.greatest(outputs, i);
        confusion[examples.label(from + i)][taken < 0 ? classes : taken]++;
      }
    }
    double mean = loss.total() / order.length;
    boolean regression = about.task() == Task.REGRESSION;
    long correct = 0;
    for (int c = 0; c < classes; c++) {
      correct += confusion[c][c];
    }
    return new ModelEvaluation(
        order.length,
        mean,
        regression ? Math.sqrt(mean) : null,
        regression ? -1 : correct,
        about.classes(),
        Arrays.stream(confusion).map(row -> Arrays.stream(row).boxed().toList()).toList());
  }

  /** Gives the memory back; the target stays open. */
  @Override
  public void close() {
    loss.close();
    model.close();
  }
}
