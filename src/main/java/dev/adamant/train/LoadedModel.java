package dev.adamant.train;

import dev.adamant.model.Inference;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.target.Target;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A model from a file on a target.
 *
 * @param description what it is
 * @param inference ready to answer; this owns it
 */
record LoadedModel(ModelDescription description, Inference inference) implements AutoCloseable {

  /**
   * Loads it.
   *
   * @param target stays the caller's
   * @throws dev.adamant.model.ModelFileException when the file is no model
   */
  static LoadedModel open(Path file, Target target, int batch) throws IOException {
    ModelDescription description = ModelFile.describe(file);
    Inference inference =
        Inference.open(
            target, description.network(), description.storage(), description.compute(), batch);
    try {
      ModelFile.load(file, inference.weights(), target);
      return new LoadedModel(description, inference);
    } catch (IOException | RuntimeException | Error e) {
      inference.close();
      throw e;
    }
  }

  @Override
  public void close() {
    inference.close();
  }
}
