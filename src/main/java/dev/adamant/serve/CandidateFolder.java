package dev.adamant.serve;

import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A folder that the user of this process alone may enter, for copies of the files of candidates:
 * what was digested on its way in is what is verified and loaded, whatever becomes of the original
 * meanwhile. It is in the system's folder for temporary files; a lock on a file in it, which the
 * system gives back however a process ends, tells it from those that were left over.
 */
final class CandidateFolder implements AutoCloseable {

  private static final String PREFIX = "adamant-candidates-";
  private static final String LOCK = "lock";
  private static final int CHUNK = 1 << 18;

  /** One that is not locked yet may be in the making. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Path folder;
  private final FileChannel lock;
  private final AtomicLong copies = new AtomicLong();

  private CandidateFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes one, and removes those that processes have left which were killed.
   *
   * @throws IOException when there is no room, or it may not be made
   */
  static CandidateFolder open() throws IOException {
    Path folder = Files.createTempDirectory(PREFIX);
    FileChannel lock = null;
    try {
      lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      removeLeftOver(folder);
      return new CandidateFolder(folder, lock);
    } catch (IOException | RuntimeException | Error e) {
      discard(folder, lock, e);
      throw e;
    }
  }

  private static void discard(Path folder, FileChannel lock, Throwable thrown) {
    try {
      if (lock != null) {
        lock.close();
      }
      remove(folder);
    } catch (IOException e) {
      thrown.addSuppressed(e);
    }
  }

  private static void removeLeftOver(Path own) throws IOException {
    List<Path> others;
    try (Stream<Path> all = Files.list(own.toAbsolutePath().getParent())) {
      others =
          all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
              .filter(path -> !path.getFileName().equals(own.getFileName()))
              .toList();
    }
    for (Path other : others) {
      try {
        removeUnlessHeld(other);
      } catch (IOException e) {
        // Another user's, or another process has just removed it.
      }
    }
  }

  private static void removeUnlessHeld(Path folder) throws IOException {
    FileTime young = FileTime.from(Instant.now().minus(YOUNG));
    if (Files.getLastModifiedTime(folder).compareTo(young) > 0) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        remove(folder);
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process.
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /**
   * Copies a file whose digest is known.
   *
   * @return the copy, which is the caller's to delete
   * @throws GateRefusal when the file is not there, cannot be read, or has another digest
   * @throws IOException when the copy cannot be written
   */
  Path copy(String what, Path object, String sha256) throws GateRefusal, IOException {
    Path copy = folder.resolve(Long.toString(copies.incrementAndGet()));
    MessageDigest digest = Sha256.start();
    try (InputStream in = source(what, object);
        FileChannel out =
            FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = read(what, in, chunk); n >= 0; n = read(what, in, chunk)) {
        digest.update(chunk, 0, n);
        ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, n);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(sha256)) {
        throw new GateRefusal(
            "its " + what + " has the SHA-256 " + found + ", its record says " + sha256);
      }
      return copy;
    } catch (GateRefusal | IOException | RuntimeException | Error e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  private static InputStream source(String what, Path object) throws GateRefusal {
    try {
      return Files.newInputStream(object);
    } catch (IOException e) {
      throw missing(what, e);
    }
  }

  private static int read(String what, InputStream in, byte[] chunk) throws GateRefusal {
    try {
      return in.read(chunk);
    } catch (IOException e) {
      throw missing(what, e);
    }
  }

  private static GateRefusal missing(String what, IOException e) {
    return new GateRefusal(
        "its " + what + " cannot be read (" + e.getClass().getSimpleName() + "): publish it again",
        e);
  }

  /** Removes the folder. */
  @Override
  public void close() throws IOException {
    try (lock) {
      remove(folder);
    }
  }
}
