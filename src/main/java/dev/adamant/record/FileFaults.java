package dev.adamant.record;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the system refuses, in a sentence. */
final class FileFaults {

  private FileFaults() {}

  /** A file that could not be read. */
  static IOException reading(Path file, IOException e) {
    return e instanceof RegistryException already
        ? already
        : new RegistryException(file + ": cannot be read: " + reason(e), e);
  }

  /** A file that could not be written. */
  static IOException writing(Path file, IOException e) {
    return e instanceof RegistryException already
        ? already
        : new RegistryException(file + ": cannot be written: " + reason(e), e);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException f -> "there is no " + f.getFile();
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException f -> f.getFile() + " is no folder";
      case ClosedByInterruptException _ -> "the thread was interrupted";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case IOException f when f.getMessage() != null -> f.getMessage();
      default -> e.getClass().getSimpleName();
    };
  }

  /** Removes a file that was not finished. */
  static void discard(Path file, Throwable thrown) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      thrown.addSuppressed(e);
    }
  }

  /** Brings the names in a folder to the disk. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
