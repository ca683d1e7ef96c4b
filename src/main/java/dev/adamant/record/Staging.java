package dev.adamant.record;

import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A folder of files that are to become objects. It belongs to whoever holds the lock on a file in
 * it, which the system gives back however a process ends: without a holder it is left over.
 */
final class Staging implements AutoCloseable {

  private static final String LOCK = "lock";
  private static final int CHUNK = 1 << 16;

  /**
   * Those of this JVM. A lock is the process's: to close another channel to the file would give it
   * back.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel lock;
  private int items;

  /**
   * A file with all its content on the disk.
   *
   * @param file where it is, until it has a place
   * @param sha256 of its content
   */
  record Item(Path file, String sha256) {}

  private Staging(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Makes a folder of its own in the one for such. */
  static Staging open(ObjectStore store) throws IOException {
    while (true) {
      String name = Long.toHexString(ThreadLocalRandom.current().nextLong());
      Path folder = store.temporary().resolve(name).toAbsolutePath().normalize();
      OWN.add(folder);
      try {
        Files.createDirectories(store.temporary());
        Files.createDirectory(folder);
        Staging staging = locked(folder);
        if (staging != null) {
          return staging;
        }
      } catch (IOException e) {
        OWN.remove(folder);
        throw FileFaults.writing(folder, e);
      }
      OWN.remove(folder);
    }
  }

  /** Null where another process has taken it for left over, before it was locked. */
  private static Staging locked(Path folder) throws IOException {
    Path file = folder.resolve(LOCK);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return null;
    }
    try {
      FileLock held = channel.tryLock();
      if (held != null && Files.exists(file)) {
        return new Staging(folder, channel);
      }
      channel.close();
      return null;
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Copies a file.
   *
   * @throws RegistryException when it cannot be read, or the copy cannot be written
   */
  Item add(Path source) throws IOException {
    Path file = folder.resolve(String.valueOf(items++));
    MessageDigest digest = Sha256.start();
    try (InputStream in = openSource(source);
        FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
        ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, n);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      mode.removeIf(permission -> permission.name().endsWith("WRITE"));
      Files.setPosixFilePermissions(file, mode);
      out.force(true);
      return new Item(file, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw FileFaults.writing(file, e);
    }
  }

  private static InputStream openSource(Path source) throws IOException {
    try {
      return Files.newInputStream(source);
    } catch (IOException e) {
      throw FileFaults.reading(source, e);
    }
  }

  /** Removes the folder and what has no place yet. */
  @Override
  public void close() throws IOException {
    try (lock) {
      remove(folder);
    } finally {
      OWN.remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> !f.endsWith(LOCK)).toList()) {
        Files.deleteIfExists(file);
      }
    }
    // Last, so that what was not removed still has it.
    Files.deleteIfExists(folder.resolve(LOCK));
    Files.deleteIfExists(folder);
  }

  /**
   * Removes what is left over of processes that have ended.
   *
   * @return how many bytes that were
   */
  static long removeLeftOver(ObjectStore store) throws IOException {
    if (!Files.exists(store.temporary())) {
      return 0;
    }
    List<Path> folders;
    try (Stream<Path> all = Files.list(store.temporary())) {
      folders = all.map(path -> path.toAbsolutePath().normalize()).toList();
    }
    long bytes = 0;
    for (Path folder : folders) {
      if (!OWN.contains(folder)) {
        bytes += removeUnlessHeld(folder);
      }
    }
    return bytes;
  }

  private static long removeUnlessHeld(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null) {
        return 0;
      }
      long bytes = 0;
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          bytes += Files.size(file);
        }
      }
      remove(folder);
      return bytes;
    } catch (NoSuchFileException e) {
      // It is just being made or removed, or was left so.
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException notEmpty) {
        return 0;
      }
      return 0;
    }
  }
}
