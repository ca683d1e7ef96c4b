package dev.adamant.cli;

import dev.adamant.train.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** The argument that names a model. */
final class ModelPath {

  private ModelPath() {}

  /**
   * The file itself, or the model of a run directory.
   *
   * @throws MalformedInputException when there is none
   */
  static Path of(Path named) throws MalformedInputException {
    if (!Files.isDirectory(named)) {
      if (!Files.exists(named)) {
        throw new MalformedInputException(
            named + ": there is no such model.safetensors or run directory");
      }
      return named;
    }
    RunFiles files = new RunFiles(named);
    if (Files.exists(files.model())) {
      return files.model();
    }
    throw new MalformedInputException(
        Files.exists(files.job())
            ? named + ": the run is not finished and has no model yet: adamant resume " + named
            : named + ": is no run directory, it has no model.safetensors and no job.toml");
  }
}
