package dev.adamant.serve;

import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Inference;
import dev.adamant.model.ModelDescription;
import dev.adamant.target.Target;
import dev.adamant.train.Answers;
import dev.adamant.train.LoadedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A model on a target that answers a batch of raw rows; one thread at a time. */
final class PassRunner implements AutoCloseable {

  /** Posits of so many bits are doubles; the order of wider ones may be lost in rounding. */
  private static final int EXACT_BITS = 32;

  private final ModelDescription description;
  private final Inference inference;
  private final Scaling scaling;
  private final Tensor[] rows;
  private final double[] scaled;
  private final boolean labelled;

  private PassRunner(LoadedModel model) {
    this.description = model.description();
    this.inference = model.inference();
    this.labelled =
        description.task() == Task.CLASSIFICATION
            && description.compute().kind() == DataType.Kind.POSIT
            && description.compute().format().bits() > EXACT_BITS;
    this.scaling = description.scaling();
    this.rows = new Tensor[inference.batch()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = inference.rows().select(0, i);
    }
    this.scaled = new double[description.network().inputs()];
  }

  /**
   * Loads a model.
   *
   * @param target stays the caller's
   * @param batch the most rows of a pass
   */
  static PassRunner open(Path file, Target target, int batch) throws IOException {
    LoadedModel model = LoadedModel.open(file, target, batch);
    try {
      return new PassRunner(model);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** What the model is. */
  ModelDescription description() {
    return description;
  }

  /** Bytes of its region. */
  long heldBytes() {
    return inference.heldBytes();
  }

  /** The most rows of a pass. */
  int batch() {
    return rows.length;
  }

  /**
   * Prepares every size of pass, and runs the powers of two and the greatest, on rows of zeros:
   * what a target prepares does not depend on more.
   */
  void warm() {
    for (int size = 1; size <= rows.length; size++) {
      inference.prepare(size);
      if (Integer.bitCount(size) == 1 || size == rows.length) {
        inference.run(size);
      }
    }
  }

  /**
   * Scales and encodes a row.
   *
   * @param place in the batch
   * @param features [any, inputs], raw
   * @param row which of them
   */
  void load(int place, double[] features, int row) {
    int from = row * scaled.length;
    for (int f = 0; f < scaled.length; f++) {
      scaled[f] = scaling.apply(f, features[from + f]);
    }
    rows[place].fill(scaled);
  }

  /**
   * What a pass gives.
   *
   * @param values [outputs, count], rounded to doubles
   * @param labels [count], the class of each row; null where the values tell
   */
  @SuppressWarnings("ArrayRecordComponent") // made for one reader
  record Result(double[] values, int[] labels) {}

  /** Answers the rows of the first places. */
  Result run(int count) {
    Tensor outputs = inference.run(count);
    int[] labels = newLabels(count);
    if (labels != null) {
      Arrays.setAll(labels, row -> Answers.greatest(outputs, row));
    }
    return new Result(outputs.toDoubles(), labels);
  }

  /** Room for the classes of so many rows; null where the values tell. */
  int[] newLabels(int count) {
    return labelled ? new int[count] : null;
  }

  /** Gives the memory back; the target stays open. */
  @Override
  public void close() {
    inference.close();
  }
}
