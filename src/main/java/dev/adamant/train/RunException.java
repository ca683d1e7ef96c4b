package dev.adamant.train;

import java.io.IOException;

/** A run directory that cannot be used: which, why, and the remedy, in one sentence. */
public final class RunException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With that sentence. */
  public RunException(String message) {
    super(message);
  }

  /** With that sentence and what it is due to. */
  public RunException(String message, Throwable cause) {
    super(message, cause);
  }
}
