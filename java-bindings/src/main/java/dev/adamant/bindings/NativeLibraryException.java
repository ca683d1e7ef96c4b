package dev.adamant.bindings;

/**
 * Says why a C library, of this repository or OpenCL's, cannot be used, and what to do about it.
 * Every binding throws it, at each call, while its library cannot be used.
 */
public final class NativeLibraryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String subject;
  private final String reason;
  private final String remedy;

  /**
   * A failure.
   *
   * @param subject what cannot be used: the library, or a function of it
   * @param reason why, without a full stop
   * @param remedy what the user can do, as a sentence
   * @param cause what was caught, or null
   */
  NativeLibraryException(String subject, String reason, String remedy, Throwable cause) {
    super(subject + " cannot be used: " + reason + ". " + remedy, cause);
    this.subject = subject;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** The same failure, thrown anew, with the first as its cause. */
  static NativeLibraryException again(NativeLibraryException first) {
    return new NativeLibraryException(first.subject, first.reason, first.remedy, first);
  }

  /** What is missing or wrong, without a full stop. */
  public String reason() {
    return reason;
  }

  /** What the user can do, as a sentence. */
  public String remedy() {
    return remedy;
  }
}
