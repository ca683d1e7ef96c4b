package dev.adamant.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that are there whole or not at all: written beside their place under a name of their own,
 * brought to the disk, and then renamed over what was there.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** What writes the content. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it from the start of the channel. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes the file; where anything is thrown it is as it was before.
   *
   * @throws TensorFileException when the system refuses
   */
  public static void write(Path file, Content content) throws TensorFileException {
    Path name = file.getFileName();
    if (name == null) {
      throw new TensorFileException(file, "cannot be written: it is a folder, name a file in it");
    }
    String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path beside = file.resolveSibling("." + name + "." + unique + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(beside, e);
      throw TensorFileException.writing(file, e);
    } catch (RuntimeException | Error e) {
      discard(beside, e);
      throw e;
    }
  }

  /**
   * Writes the file with these bytes; where anything is thrown it is as it was before.
   *
   * @throws TensorFileException when the system refuses
   */
  public static void write(Path file, byte[] content) throws TensorFileException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    write(
        file,
        channel -> {
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }

  private static void discard(Path beside, Throwable thrown) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      thrown.addSuppressed(e);
    }
  }
}
