package dev.adamant.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run directory that this process alone works in, by a lock on the file {@code .lock}, which the
 * system gives back however the process ends. The file stays with the run: to remove it would let
 * two processes lock two files of the name.
 */
final class RunDirectory implements AutoCloseable {

  private static final String LOCK = ".lock";

  /** As {@code AtomicFile} names what it has not finished. */
  private static final String UNFINISHED =
      "\\.(job.toml|(checkpoint|model).safetensors|report.json|loss.png)\\.[0-9a-f]+\\.tmp";

  private final RunFiles files;
  private final boolean made;
  private final FileChannel lock;

  private RunDirectory(RunFiles files, boolean made, FileChannel lock) {
    this.files = files;
    this.made = made;
    this.lock = lock;
  }

  /**
   * Takes a directory for a new run, made if missing.
   *
   * @throws RunException when it is not empty, in use, or cannot be written
   */
  static RunDirectory create(Path directory) throws RunException {
    boolean made = !Files.exists(directory);
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new RunException(
          directory + ": a part of it is a file, must be a folder: name another --out", e);
    } catch (IOException e) {
      throw new RunException(directory + ": cannot be made: " + reason(e), e);
    }
    RunDirectory run = lock(directory, made);
    try {
      run.checkEmpty();
      run.removeUnfinished();
      return run;
    } catch (RunException | RuntimeException | Error e) {
      run.close();
      throw e;
    }
  }

  private void checkEmpty() throws RunException {
    List<String> names = names();
    if (names.isEmpty()) {
      return;
    }
    Path directory = files.directory();
    if (Files.exists(files.report())) {
      throw new RunException(
          directory + ": holds a finished run: name another --out, or remove that run");
    }
    if (Files.exists(files.job())) {
      throw new RunException(
          directory
              + ": holds a run that is not finished: go on with it by adamant resume "
              + directory
              + ", or name another --out");
    }
    throw new RunException(
        directory + ": holds " + names.getFirst() + " and no run: name another --out");
  }

  /** Names of what is there, sorted, but for what a process that was ended leaves. */
  private List<String> names() throws RunException {
    try (Stream<Path> entries = Files.list(files.directory())) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.equals(LOCK) && !name.matches(UNFINISHED))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new RunException(files.directory() + ": cannot be read: " + reason(e), e);
    }
  }

  /**
   * Takes the directory of an interrupted run, and removes files that it had not finished.
   *
   * @throws RunException when it holds no run or a finished one, is in use, or cannot be written
   */
  static RunDirectory open(Path directory) throws RunException {
    RunFiles files = new RunFiles(directory);
    if (!Files.isDirectory(directory)) {
      throw new RunException(directory + ": there is no such folder: name that of a run");
    }
    if (!Files.exists(files.job())) {
      throw new RunException(
          directory + ": holds no run, it has no job.toml: start one by adamant train --out");
    }
    RunDirectory run = lock(directory, false);
    try {
      if (Files.exists(files.report())) {
        throw new RunException(
            directory
                + ": holds a finished run: there is nothing to go on with, its model is "
                + files.model());
      }
      run.removeUnfinished();
      return run;
    } catch (RunException | RuntimeException | Error e) {
      run.close();
      throw e;
    }
  }

  private void removeUnfinished() throws RunException {
    try (Stream<Path> entries = Files.list(files.directory())) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().matches(UNFINISHED)) {
          Files.delete(entry);
        }
      }
    } catch (IOException e) {
      throw new RunException(files.directory() + ": cannot be written: " + reason(e), e);
    }
  }

  private static RunDirectory lock(Path directory, boolean made) throws RunException {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new RunDirectory(new RunFiles(directory), made, channel);
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      closeQuietly(channel, e);
    } catch (IOException e) {
      closeQuietly(channel, e);
      throw new RunException(directory + ": cannot be written: " + reason(e), e);
    }
    throw new RunException(
        directory + ": another process is training in it: wait for its end, or end it first");
  }

  private static void closeQuietly(FileChannel channel, Exception thrown) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      thrown.addSuppressed(e);
    }
  }

  /** Where its files are. */
  RunFiles files() {
    return files;
  }

  /** What the system says, in words. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException f -> "there is no " + f.getFile();
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case IOException f when f.getMessage() != null -> f.getMessage();
      default -> e.getClass().getSimpleName();
    };
  }

  /**
   * Gives the directory free for others. One that was made for a run which never began is removed.
   */
  @Override
  public void close() {
    try {
      if (!Files.exists(files.job())) {
        Files.deleteIfExists(files.directory().resolve(LOCK));
        if (made) {
          Files.deleteIfExists(files.directory());
        }
      }
    } catch (DirectoryNotEmptyException e) {
      // Something else has come to it.
    } catch (IOException e) {
      // An empty folder stays.
    } finally {
      try {
        lock.close();
      } catch (IOException e) {
        // The system gives the lock back when the process ends.
      }
    }
  }
}
