package dev.adamant.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is no model, or one that cannot be used: which, why, and the remedy, in one sentence.
 */
public final class ModelFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The file, and what is wrong with it. */
  public ModelFileException(Path file, String what) {
    super(file + ": " + what);
  }
}
