package dev.adamant.memory;

/**
 * Memory that was misused or is not there: use after close, a limit, overlap, a place that the host
 * cannot address. The message names the region, the value, the limit and the remedy.
 */
public final class MemoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A misuse or lack of memory.
   *
   * @param message what, where, the limit and the remedy
   */
  public MemoryException(String message) {
    super(message);
  }

  /**
   * The same with what was thrown below.
   *
   * @param message what, where, the limit and the remedy
   * @param cause what was thrown
   */
  public MemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
