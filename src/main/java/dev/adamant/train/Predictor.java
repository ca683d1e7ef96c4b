package dev.adamant.train;

import dev.adamant.data.Task;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Inference;
import dev.adamant.model.Loss;
import dev.adamant.model.ModelDescription;
import dev.adamant.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model from a file, on a target, that answers rows of raw features. */
public final class Predictor implements AutoCloseable {

  private final LoadedModel model;

  private Predictor(LoadedModel model) {
    this.model = model;
  }

  /**
   * Loads a model.
   *
   * @param target stays the caller's
   * @param batch the most rows at a time; changes no answer
   * @throws dev.adamant.model.ModelFileException when the file is no model
   * @throws dev.adamant.memory.TensorFileException when it cannot be read or is damaged
   * @throws dev.adamant.memory.MemoryException when the target has no room
   */
  public static Predictor open(Path model, Target target, int batch) throws IOException {
    return new Predictor(LoadedModel.open(model, target, batch));
  }

  /** What the model is. */
  public ModelDescription description() {
    return model.description();
  }

  /** The most rows at a time. */
  public int batch() {
    return model.inference().batch();
  }

  /**
   * Answers rows.
   *
   * @param rows raw features, each of as many as the model takes; at most {@link #batch}
   * @throws IllegalArgumentException when a row has another length, or there are too many
   */
  public List<Prediction> predict(List<double[]> rows) {
    Inference inference = model.inference();
    if (rows.size() > inference.batch()) {
      throw new IllegalArgumentException(
          rows.size() + " rows at a time: at most " + inference.batch() + " were asked for");
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    Tensor inputs = inference.rows();
    for (int i = 0; i < rows.size(); i++) {
      inputs.select(0, i).fill(scaled(rows.get(i)));
    }
    Tensor outputs = inference.run(rows.size());
    List<Prediction> answers = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      answers.add(prediction(outputs, i));
    }
    return answers;
  }

  private double[] scaled(double... row) {
    ModelDescription about = description();
    if (row.length != about.network().inputs()) {
      throw new IllegalArgumentException(
          "a row of "
              + row.length
              + " features for a model of "
              + about.network().inputs()
              + ": give as many");
    }
    double[] scaled = new double[row.length];
    Arrays.setAll(scaled, f -> about.scaling().apply(f, row[f]));
    return scaled;
  }

  private Prediction prediction(Tensor outputs, int sample) {
    ModelDescription about = description();
    double[] values = outputs.select(1, sample).toDoubles();
    boolean classes = about.task() == Task.CLASSIFICATION;
    int label = classes ? Answers.greatest(outputs, sample) : -1;
    boolean probable = label >= 0 && about.network().loss() == Loss.CROSS_ENTROPY;
    return new Prediction(
        boxed(values),
        label,
        label < 0 ? null : about.classes().get(label),
        probable ? softmax(label, values) : List.of());
  }

  /** In doubles, by StrictMath, so that every machine has the same. */
  private static List<Double> softmax(int greatest, double... values) {
    double[] powers =
        Arrays.stream(values).map(v -> StrictMath.exp(v - values[greatest])).toArray();
    double sum = 0;
    for (double power : powers) {
      sum += power;
    }
    for (int i = 0; i < powers.length; i++) {
      powers[i] /= sum;
    }
    return boxed(powers);
  }

  private static List<Double> boxed(double... values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** Gives the memory back; the target stays open. */
  @Override
  public void close() {
    model.close();
  }
}
