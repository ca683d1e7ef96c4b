package dev.adamant.serve.adapt;

import java.io.IOException;

/** Adaptation cannot go on: what, where, the limit and the remedy, in one sentence. */
public final class AdaptException extends IOException {

  private static final long serialVersionUID = 1;

  /** With that sentence. */
  public AdaptException(String message) {
    super(message);
  }

  /** With that sentence and what it is due to. */
  public AdaptException(String message, Throwable cause) {
    super(message, cause);
  }
}
