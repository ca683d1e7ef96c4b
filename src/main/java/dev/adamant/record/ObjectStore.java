package dev.adamant.record;

import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files by the SHA-256 of their content: {@code ab/abcd…} for the digest abcd…, read-only, each
 * there as a whole or not at all; and {@code tmp} for what is to become such.
 *
 * @param folder where they are
 */
record ObjectStore(Path folder) {

  private static final String DIGEST = "[0-9a-f]{64}";
  private static final int PREFIX = 2;

  /** Makes the folders. */
  void create() throws IOException {
    Files.createDirectories(temporary());
  }

  /** Where files are before they have their name. */
  Path temporary() {
    return folder.resolve("tmp");
  }

  /**
   * The file of a digest, whether or not it is there.
   *
   * @throws IllegalArgumentException when it is no digest
   */
  Path file(String sha256) {
    if (!sha256.matches(DIGEST)) {
      throw new IllegalArgumentException("\"" + sha256 + "\" is no SHA-256");
    }
    return folder.resolve(sha256.substring(0, PREFIX)).resolve(sha256);
  }

  /**
   * Gives a staged file its place, and is done when that is on the disk. One that is there already
   * is left, unless it is damaged.
   */
  void take(Staging.Item item) throws IOException {
    Path place = file(item.sha256());
    try {
      if (Files.exists(place) && Sha256.of(place).equals(item.sha256())) {
        return;
      }
      Path parent = place.getParent();
      if (!Files.exists(parent)) {
        Files.createDirectories(parent);
        FileFaults.sync(folder);
      }
      Files.move(item.file(), place, StandardCopyOption.ATOMIC_MOVE);
      FileFaults.sync(parent);
    } catch (IOException e) {
      throw FileFaults.writing(place, e);
    }
  }

  /** All that have a place. */
  List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> file.getFileName().toString().matches(DIGEST))
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      throw FileFaults.reading(folder, e);
    }
  }
}
