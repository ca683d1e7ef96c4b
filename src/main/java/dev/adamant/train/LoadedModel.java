package dev.adamant.train;

import dev.adamant.model.Inference;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.target.Target;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A model from a file on a target, with its weights in a region of its own.
 *
 * @param description what it is
 * @param inference ready to answer; this owns it
 */
public record LoadedModel(ModelDescription description, Inference inference)
    implements AutoCloseable {

  /**
   * Loads it.
   *
   * @param target stays the caller's
   * @param batch the most samples at a time
   * @throws dev.adamant.model.ModelFileException when the file is no model
   * @throws dev.adamant.memory.TensorFileException when it cannot be read or is damaged
   * @throws dev.adamant.memory.MemoryException when the target has no room
   */
  public static LoadedModel open(Path file, Target target, int batch) throws IOException {
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

  /** Gives the memory back; the target stays open. */
  @Override
  public void close() {
    inference.close();
  }
}
