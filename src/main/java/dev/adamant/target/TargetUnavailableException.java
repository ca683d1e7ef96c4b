package dev.adamant.target;

/** A target that cannot be used here; the message says why and what can be done about it. */
public final class TargetUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An unavailable target.
   *
   * @param target its name, such as {@code native}
   * @param problem the reason and the remedy, as sentences
   * @param cause what was thrown where it was found missing, or null
   */
  public TargetUnavailableException(String target, String problem, Throwable cause) {
    super("the target " + target + " is not available: " + problem, cause);
  }
}
