package dev.adamant.bindings;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;

/** Where Adamant keeps what it can make again. */
public final class CacheFolder {

  /** The system property that names another folder. */
  public static final String PROPERTY = "adamant.cache";

  private CacheFolder() {}

  /**
   * {@code adamant.cache}, else {@code adamant} in {@code $XDG_CACHE_HOME} or {@code ~/.cache}.
   *
   * @param properties system properties by name, null where unset
   * @param environment environment variables by name, null where unset
   */
  public static Path locate(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    String named = properties.apply(PROPERTY);
    if (named != null) {
      return Path.of(named).toAbsolutePath();
    }
    String caches = environment.apply("XDG_CACHE_HOME");
    return caches != null && Path.of(caches).isAbsolute()
        ? Path.of(caches, "adamant")
        : Path.of(properties.apply("user.home"), ".cache", "adamant").toAbsolutePath();
  }

  /**
   * Writes a file whole or not at all: under another name, then renamed, since other processes may
   * do the same at the same time. Only the user may write what the user's processes run, so folders
   * that are missing are made for the user alone.
   *
   * @throws IOException when the folder or the file cannot be written
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path folder = file.getParent();
    Files.createDirectories(folder, forTheUserOnly(folder));
    Path part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    try {
      Files.write(part, content);
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static FileAttribute<?>[] forTheUserOnly(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
