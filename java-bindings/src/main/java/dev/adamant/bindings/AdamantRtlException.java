package dev.adamant.bindings;

/** A call of libadamant_rtl that gave another status than {@link AdamantRtl#ADM_RTL_OK}. */
public final class AdamantRtlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String call;
  private final int status;

  /**
   * A failed call.
   *
   * @param call the name of the C function
   * @param status what it returned
   */
  public AdamantRtlException(String call, int status) {
    super(call + " returned " + statusName(status) + " (" + status + "): " + meaning(status));
    this.call = call;
    this.status = status;
  }

  /**
   * Passes a good status and throws for any other.
   *
   * @param call the name of the C function, for the message
   * @param status what it returned
   * @throws AdamantRtlException if {@code status} is not {@link AdamantRtl#ADM_RTL_OK}
   */
  public static void check(String call, int status) {
    if (status != AdamantRtl.ADM_RTL_OK) {
      throw new AdamantRtlException(call, status);
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

  private static String statusName(int status) {
    return switch (status) {
      case AdamantRtl.ADM_RTL_OK -> "ADM_RTL_OK";
      case AdamantRtl.ADM_RTL_EINVAL -> "ADM_RTL_EINVAL";
      case AdamantRtl.ADM_RTL_EUNSUPPORTED -> "ADM_RTL_EUNSUPPORTED";
      case AdamantRtl.ADM_RTL_ENOMEM -> "ADM_RTL_ENOMEM";
      case AdamantRtl.ADM_RTL_EBROKEN -> "ADM_RTL_EBROKEN";
      default -> "a status that adamant_rtl.h does not name";
    };
  }

  private static String meaning(int status) {
    return switch (status) {
      case AdamantRtl.ADM_RTL_EINVAL -> "a negative size, a NULL pointer or an unknown code";
      case AdamantRtl.ADM_RTL_EUNSUPPORTED ->
          "the design lacks the format, or has counters too short for the size";
      case AdamantRtl.ADM_RTL_ENOMEM ->
          "there is no memory for an array or for the sums between its jobs: choose smaller"
              + " tensors";
      case AdamantRtl.ADM_RTL_EBROKEN ->
          "an assertion of the design failed, or it stands still; results may be half written:"
              + " open the target again, and report what was computed";
      default -> "the library and its bindings differ";
    };
  }
}
