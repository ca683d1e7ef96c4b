package dev.adamant.target;

/**
 * What a target has moved between the host and its own memory since it was opened. Work on memory
 * that the two share moves nothing.
 *
 * @param uploads transfers to the device
 * @param uploadedBytes their bytes
 * @param downloads transfers from the device
 * @param downloadedBytes their bytes
 */
public record Transfers(long uploads, long uploadedBytes, long downloads, long downloadedBytes) {

  /** None so far. */
  public static final Transfers NONE = new Transfers(0, 0, 0, 0);
}
