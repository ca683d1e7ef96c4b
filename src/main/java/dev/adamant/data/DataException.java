package dev.adamant.data;

import java.io.IOException;

/**
 * Data that cannot be had or cannot be learnt from. The message is one sentence: which source, what
 * is wrong, where in it, and the remedy. Rows and columns are counted from 1, the header included.
 */
public class DataException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With that sentence. */
  public DataException(String message) {
    super(message);
  }

  /** With that sentence and what it is due to. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
