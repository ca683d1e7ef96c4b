package dev.adamant.train;

import java.nio.file.Path;

/**
 * The files of a run directory.
 *
 * @param directory where they are
 */
public record RunFiles(Path directory) {

  /** The job, complete: a run can be repeated from it. */
  public Path job() {
    return directory.resolve("job.toml");
  }

  /** The latest state of an unfinished run. */
  public Path checkpoint() {
    return directory.resolve("checkpoint.safetensors");
  }

  /** A line of JSON for each epoch, as {@link RunLog} reads them. */
  public Path log() {
    return directory.resolve("log.jsonl");
  }

  /** The model of a finished run. */
  public Path model() {
    return directory.resolve("model.safetensors");
  }

  /** What came of it, as {@link Report#read} reads it; there only when the run is finished. */
  public Path report() {
    return directory.resolve("report.json");
  }

  /** A plot of the losses. */
  public Path plot() {
    return directory.resolve("loss.png");
  }
}
