package dev.adamant.serve.adapt;

import java.io.IOException;

/** Something cannot be done now; it may well be at the next look. */
final class NotNowException extends IOException {

  private static final long serialVersionUID = 1;

  /** With one sentence and what it is due to. */
  NotNowException(String message, Throwable cause) {
    super(message, cause);
  }
}
