package dev.adamant.cli;

/** Input that a command cannot take: what, why, and what it takes, in one sentence. */
final class MalformedInputException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With that sentence. */
  MalformedInputException(String message) {
    super(message);
  }

  /** With that sentence and what it is due to. */
  MalformedInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
