package dev.adamant.target;

/** Work that a target could not take or finish; the message begins with the target's name. */
public final class TargetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param target its name, such as {@code opencl:0}
   * @param problem what failed, where, the limit and the remedy, as one sentence
   * @param cause what was thrown below, or null
   */
  public TargetException(String target, String problem, Throwable cause) {
    super("target " + target + ": " + problem, cause);
  }

  /** The same failure, told again to another caller. */
  TargetException(TargetException failure) {
    super(failure.getMessage(), failure);
  }
}
