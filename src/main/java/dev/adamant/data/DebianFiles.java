package dev.adamant.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * Files of a Debian package, which is unpacked and not installed.
 *
 * @param dataset that they are of
 * @param source the package
 * @param within the folder of the package that they are in
 * @param digests SHA-256 of each by its name
 */
record DebianFiles(
    String dataset, PackageFile source, String within, SortedMap<String, String> digests) {

  /**
   * The folder with the files, which are fetched if they are not in the cache.
   *
   * @param listener is told what is fetched
   * @throws DataException when they cannot be had
   */
  Path folder(Surroundings surroundings, ProgressListener listener) throws DataException {
    PackageCache cache = new PackageCache(surroundings, listener);
    Path folder = surroundings.datasets().resolve(dataset);
    if (!isIntact(cache, folder)) {
      cache.inTemporaryFolder(
          dataset,
          temporary -> {
            unpack(cache, temporary, folder);
            return folder;
          });
    }
    return folder;
  }

  private boolean isIntact(PackageCache cache, Path folder) throws DataException {
    for (var file : digests.entrySet()) {
      if (!cache.isIntact(dataset, folder.resolve(file.getKey()), file.getValue())) {
        return false;
      }
    }
    return true;
  }

  private void unpack(PackageCache cache, Path temporary, Path folder) throws IOException {
    Path archive = cache.find(source, temporary);
    Path unpacked = Files.createDirectory(temporary.resolve("unpacked"));
    String otherwise =
        "or put its files " + String.join(", ", digests.keySet()) + " by hand into " + folder;
    ProgramRun run =
        cache
            .fetch()
            .run(
                dataset,
                "dpkg",
                otherwise,
                List.of("-x", archive.toString(), unpacked.toString()),
                temporary,
                temporary,
                () -> {});
    if (run.status() != 0) {
      throw new DataException(
          dataset + ": dpkg cannot unpack " + archive + ": " + String.join("; ", run.output()));
    }
    for (var file : digests.entrySet()) {
      Path from = unpacked.resolve(within).resolve(file.getKey());
      if (!cache.isIntact(dataset, from, file.getValue())) {
        throw new DataException(
            dataset
                + ": dpkg did not unpack "
                + file.getKey()
                + " as the package has it: try again");
      }
      PackageCache.rename(from, folder.resolve(file.getKey()));
    }
  }
}
