package dev.adamant.serve;

/** More requests wait than may: the caller is to come again. */
public final class BusyException extends Exception {

  private static final long serialVersionUID = 1;

  /** Made with what waits and how much may, without a stack trace: it is thrown under load. */
  public BusyException(String message) {
    super(message, null, false, false);
  }
}
