package dev.adamant.target.measure;

/** That a target's answer is not the reference's, so that its speed says nothing. */
public final class WrongAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A wrong answer.
   *
   * @param message the target, the work, the element, what it is and what it must be
   */
  public WrongAnswerException(String message) {
    super(message);
  }
}
