package dev.adamant.cli;

import dev.adamant.train.Job;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where runs go that are given no place. */
final class RunFolders {

  private static final String ALL = "runs";

  private RunFolders() {}

  /** Makes the first folder {@code runs/DATA-METHOD-FORMAT-N} that is not there yet. */
  static Path create(Path working, Job job) throws IOException {
    Path all = Files.createDirectories(working.resolve(ALL));
    String name =
        dataName(job.data().source())
            + "-"
            + job.gradient().method().methodName()
            + "-"
            + job.precision().compute().name().replaceAll("[^a-z0-9]+", "_").replaceFirst("_$", "");
    for (int n = 1; ; n++) {
      try {
        return Files.createDirectory(all.resolve(name + "-" + n));
      } catch (FileAlreadyExistsException e) {
        // Another run has it, perhaps since now.
      }
    }
  }

  /**
   * Removes a folder that nothing has come to, and the folder of all runs where it was the first.
   */
  static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
      Files.delete(folder.toAbsolutePath().getParent());
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      // It is a run's, or not there.
    }
  }

  /** A dataset's name, or that of a file without its folder and what follows the first dot. */
  private static String dataName(String source) {
    String name = source.substring(source.lastIndexOf('/') + 1);
    String clean = name.replaceFirst("(?<=.)\\..*", "").replaceAll("[^A-Za-z0-9_-]+", "_");
    return clean.isEmpty() ? "data" : clean;
  }
}
