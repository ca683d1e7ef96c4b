package dev.adamant.record;

import dev.adamant.record.RegistryState.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which versions may go, and which files no version needs. */
final class Reclaiming {

  private Reclaiming() {}

  /**
   * Versions whose files may be given back: all but the newest ones of each model, the live one and
   * that before it.
   *
   * @param keep how many of the newest stay, at least 1
   */
  static List<Collection.Name> versions(Snapshot now, int keep) {
    List<Collection.Name> names = new ArrayList<>();
    now.lineages()
        .forEach(
            (model, lineage) -> {
              for (int v = 1; v <= lineage.versions().size() - keep; v++) {
                if (v != lineage.live()
                    && v != lineage.previous()
                    && !lineage.version(v).collected()) {
                  names.add(new Collection.Name(model, v));
                }
              }
            });
    return names;
  }

  /** Digests of the files that a version has. */
  static List<String> digests(VersionRecord record) {
    return Stream.of(
            record.modelSha256(),
            record.certificateSha256(),
            record.jobSha256(),
            record.probesSha256())
        .filter(digest -> !digest.isEmpty())
        .toList();
  }

  /** Removes the files that no version needs; called by a writer that is alone. */
  static Freed remove(ObjectStore store, Snapshot now, List<Collection.Name> versions)
      throws IOException {
    Set<String> needed = new HashSet<>();
    for (Lineage lineage : now.lineages().values()) {
      for (Version version : lineage.versions()) {
        if (!version.collected()) {
          needed.addAll(digests(version.record()));
        }
      }
    }
    int files = 0;
    long bytes = 0;
    for (Path file : store.all()) {
      if (!needed.contains(file.getFileName().toString())) {
        try {
          bytes += Files.size(file);
          Files.delete(file);
          files++;
        } catch (IOException e) {
          throw FileFaults.writing(file, e);
        }
      }
    }
    return new Freed(versions, files, bytes + Staging.removeLeftOver(store));
  }
}
