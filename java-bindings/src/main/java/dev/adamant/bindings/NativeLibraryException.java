package dev.adamant.bindings;

/**
 * Says why libadamant cannot be used, and what to do about it. Every binding throws it, at each
 * call, while the library cannot be used.
 */
public final class NativeLibraryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String remedy;

  NativeLibraryException(String reason, String remedy, Throwable cause) {
    super("libadamant cannot be used: " + reason + ". " + remedy, cause);
    this.reason = reason;
    this.remedy = remedy;
  }

  /** The same failure, thrown anew, with the first as its cause. */
  static NativeLibraryException again(NativeLibraryException first) {
    return new NativeLibraryException(first.reason, first.remedy, first);
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
