package dev.adamant.certificate.verify;

/** A claim does not hold; the message says what broke, and where. */
public final class BrokenClaimException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A claim that does not hold; no stack is recorded, for what matters is the message.
   *
   * @param message a sentence without a full stop
   */
  public BrokenClaimException(String message) {
    super(message, null, false, false);
  }

  /** Throws unless what must hold does. */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new BrokenClaimException(message);
    }
  }
}
