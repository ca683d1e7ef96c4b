package dev.adamant.record;

import java.util.List;

/**
 * What {@link Registry#gc} gave back.
 *
 * @param versions whose files are gone
 * @param files how many that no version needs any more
 * @param bytes of these and of what processes that ended had left unfinished
 */
public record Freed(List<Collection.Name> versions, int files, long bytes) {

  /** Makes the list immutable. */
  public Freed {
    versions = List.copyOf(versions);
  }
}
