package dev.adamant.serve;

import dev.adamant.data.Scaling;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Inference;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.target.Target;
import java.io.IOException;
import java.nio.file.Path;

/** A model on a target that answers a batch of raw rows; one thread at a time. */
final class PassRunner implements AutoCloseable {

  private final ModelDescription description;
  private final Inference inference;
  private final Scaling scaling;
  private final Tensor[] rows;
  private final double[] scaled;

  private PassRunner(ModelDescription description, Inference inference) {
    this.description = description;
    this.inference = inference;
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
    ModelDescription description = ModelFile.describe(file);
    Inference inference =
        Inference.open(
            target, description.network(), description.storage(), description.compute(), batch);
    try {
      ModelFile.load(file, inference.weights(), target);
      return new PassRunner(description, inference);
    } catch (IOException | RuntimeException | Error e) {
      inference.close();
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

  /** Answers the rows of the first places: [outputs, count]. */
  double[] run(int count) {
    return inference.run(count).toDoubles();
  }

  /** Gives the memory back; the target stays open. */
  @Override
  public void close() {
    inference.close();
  }
}
