package dev.adamant.bench;

/** A library that a measurement needs is not installed; the message has the remedy. */
final class MissingLibraryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingLibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
