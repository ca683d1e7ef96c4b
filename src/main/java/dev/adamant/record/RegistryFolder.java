package dev.adamant.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders that registries are made in. */
final class RegistryFolder {

  private RegistryFolder() {}

  /**
   * Makes a folder if there is none, and checks that it is empty.
   *
   * @throws RegistryException when it is not: one that has only what the making of a registry
   *     leaves when it is ended half-way may be removed, and the message says so
   */
  static void make(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<Path> entries;
    try (Stream<Path> all = Files.list(directory)) {
      entries = all.sorted().toList();
    }
    if (entries.isEmpty()) {
      return;
    }
    if (Files.exists(directory.resolve(Registry.LEDGER))) {
      throw new RegistryException(
          directory + " is a registry already: use it, or name another folder by --registry");
    }
    if (isUnfinished(directory, entries)) {
      throw new RegistryException(
          directory
              + ": holds the beginning of a registry that was never finished, and nothing else:"
              + " where no other adamant registry init is at work in it, remove it (rm -r) and make"
              + " the registry again");
    }
    throw new RegistryException(
        directory
            + ": holds "
            + entries.getFirst().getFileName()
            + ": name an empty folder, or one to be made, for a registry");
  }

  /** Whether all that is there comes before the ledger has its name. */
  private static boolean isUnfinished(Path directory, List<Path> entries) throws IOException {
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (!name.equals(Registry.OBJECTS) && !name.startsWith(Registry.UNFINISHED)) {
        return false;
      }
    }
    Path objects = directory.resolve(Registry.OBJECTS);
    if (!Files.isDirectory(objects)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(objects)) {
      return files.noneMatch(Files::isRegularFile);
    }
  }
}
