package dev.adamant.data;

/**
 * Data that may be as it should and could not be had: not fetched, or not kept. Another attempt, or
 * a better connection or disk, is the remedy rather than another input.
 */
public final class DataUnavailableException extends DataException {

  private static final long serialVersionUID = 1L;

  /** With the sentence of a {@link DataException}. */
  public DataUnavailableException(String message) {
    super(message);
  }

  /** With that sentence and what it is due to. */
  public DataUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
