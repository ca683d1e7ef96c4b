package dev.adamant.bindings;

/** A call of libadamant that gave another status than {@link Adamant#ADM_OK}. */
public final class AdamantException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String call;
  private final int status;

  /**
   * A failed call.
   *
   * @param call the name of the C function
   * @param status what it returned
   */
  public AdamantException(String call, int status) {
    super(call + " returned " + statusName(status) + " (" + status + "): " + meaning(status));
    this.call = call;
    this.status = status;
  }

  /**
   * Passes a good status and throws for any other.
   *
   * @param call the name of the C function, for the message
   * @param status what it returned
   * @throws AdamantException if {@code status} is not {@link Adamant#ADM_OK}
   */
  public static void check(String call, int status) {
    if (status != Adamant.ADM_OK) {
      throw new AdamantException(call, status);
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

  /** The status by its name in {@code adamant.h}. */
  public String statusName() {
    return statusName(status);
  }

  private static String statusName(int status) {
    return switch (status) {
      case Adamant.ADM_OK -> "ADM_OK";
      case Adamant.ADM_EINVAL -> "ADM_EINVAL";
      case Adamant.ADM_EUNSUPPORTED -> "ADM_EUNSUPPORTED";
      case Adamant.ADM_EUNAVAILABLE -> "ADM_EUNAVAILABLE";
      default -> "a status that adamant.h does not name";
    };
  }

  private static String meaning(int status) {
    return switch (status) {
      case Adamant.ADM_EINVAL ->
          "an unknown code, a negative size, a NULL pointer, or a workspace too small or"
              + " misaligned";
      case Adamant.ADM_EUNSUPPORTED -> "the operation is not for this format";
      case Adamant.ADM_EUNAVAILABLE ->
          "the dispatch path cannot run here; set ADAMANT_PATH to one of \""
              + Adamant.adm_paths()
              + "\" or leave it unset";
      default -> "the library and its bindings differ";
    };
  }
}
