package dev.adamant.train;

import java.io.IOException;

/**
 * A job that cannot be read or makes no sense: where, what, and what is expected, in one sentence.
 */
public final class JobException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With that sentence. */
  public JobException(String message) {
    super(message);
  }

  /** With that sentence and what it is due to. */
  public JobException(String message, Throwable cause) {
    super(message, cause);
  }
}
