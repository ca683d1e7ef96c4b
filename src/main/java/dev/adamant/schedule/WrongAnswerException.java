package dev.adamant.schedule;

/** A member's result is not what the reference says. */
final class WrongAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongAnswerException(String message) {
    super(message);
  }
}
