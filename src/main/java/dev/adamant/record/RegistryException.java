package dev.adamant.record;

import java.io.IOException;

/** A registry, a key or a record is not what it must be; the message says which, and the remedy. */
public final class RegistryException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * Made with one sentence.
   *
   * @param message names the value, the limit and the remedy
   */
  public RegistryException(String message) {
    super(message);
  }

  /** The same with what the system said. */
  public RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
