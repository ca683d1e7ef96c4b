package dev.adamant.bindings;

/** A call of OpenCL that gave another status than {@link OpenCl#CL_SUCCESS}. */
public final class OpenClException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String call;
  private final int status;
  private final String log;

  /**
   * A failed call.
   *
   * @param call the name of the C function
   * @param status what it returned
   */
  public OpenClException(String call, int status) {
    this(call, status, "");
  }

  /**
   * A failed build.
   *
   * @param call the name of the C function
   * @param status what it returned
   * @param log what the compiler said, perhaps nothing
   */
  public OpenClException(String call, int status, String log) {
    super(
        call
            + " returned "
            + OpenClStatus.describe(status)
            + (log.isBlank() ? "" : "\nThe build log:\n" + log.strip()));
    this.call = call;
    this.status = status;
    this.log = log.strip();
  }

  /**
   * Passes a good status and throws for any other.
   *
   * @param call the name of the C function, for the message
   * @param status what it returned
   * @throws OpenClException if {@code status} is not {@link OpenCl#CL_SUCCESS}
   */
  public static void check(String call, int status) {
    if (status != OpenCl.CL_SUCCESS) {
      throw new OpenClException(call, status);
    }
  }

  /** The name of the C function. */
  public String call() {
    return call;
  }

  /** What it returned. */
  public int status() {
    return status;
  }

  /** The status by its name in the headers of OpenCL. */
  public String statusName() {
    return OpenClStatus.name(status);
  }

  /** What the compiler said of a program that it did not build; else empty. */
  public String log() {
    return log;
  }
}
