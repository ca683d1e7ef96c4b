package dev.adamant.train;

/** A job that cannot go on: why, and what to change, in one sentence. */
public final class TrainingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With that sentence. */
  public TrainingException(String message) {
    super(message);
  }
}
