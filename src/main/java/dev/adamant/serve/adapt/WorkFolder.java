package dev.adamant.serve.adapt;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of an adaptation, which one process works in at a time: {@code state.json}; {@code
 * rows/N.csv}, the segments that the state names; and {@code candidates/N}, each with its {@code
 * rows.csv} and the run directory {@code run}. What the state does not name is removed, but for the
 * last candidates, whose rows their job files name.
 */
final class WorkFolder implements AutoCloseable {

  /** Candidates that are kept when they are done. */
  static final int KEPT = 8;

  private final Path folder;
  private final FileChannel lock;

  private WorkFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder, made if missing.
   *
   * @throws AdaptException when another process works in it
   */
  static WorkFolder open(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("rows"));
    Files.createDirectories(folder.resolve("candidates"));
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new WorkFolder(folder.toAbsolutePath().normalize(), channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(folder, e);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw inUse(folder, null);
  }

  private static AdaptException inUse(Path folder, Exception cause) {
    return new AdaptException(
        folder + ": another process adapts in it: end that one first, or name another --work",
        cause);
  }

  /**
   * The state that was saved last, or an empty one.
   *
   * @throws AdaptException when it is of another model or source
   */
  AdaptState load(AdaptSettings settings) throws IOException {
    Path file = folder.resolve("state.json");
    if (!Files.exists(file)) {
      return AdaptState.empty(settings.model(), settings.source());
    }
    AdaptState state = AdaptStateFile.read(file);
    if (!state.model().equals(settings.model()) || !state.source().equals(settings.source())) {
      throw new AdaptException(
          folder
              + ": adapts "
              + state.model()
              + " by "
              + state.source()
              + ": name another --work for "
              + settings.model()
              + " by "
              + settings.source());
    }
    tidy(state);
    return state;
  }

  /** Saves the state, which makes it so, and then removes what it does not name. */
  void save(AdaptState state) throws IOException {
    AdaptStateFile.write(folder.resolve("state.json"), state);
    tidy(state);
  }

  private void tidy(AdaptState state) throws IOException {
    Set<Path> named = new HashSet<>();
    state.segments().forEach(segment -> named.add(segment(segment.number())));
    for (Path file : list("rows")) {
      if (!named.contains(file)) {
        Files.delete(file);
      }
    }
    List<Path> done = new ArrayList<>(list("candidates"));
    if (state.candidate() != null) {
      done.remove(candidate(state.candidate().number()));
    }
    done.sort(Comparator.comparingLong(WorkFolder::number).reversed());
    for (Path old : done.subList(Math.min(KEPT, done.size()), done.size())) {
      remove(old);
    }
  }

  private static long number(Path file) {
    String name = file.getFileName().toString();
    return name.matches("[0-9]{1,18}") ? Long.parseLong(name) : -1;
  }

  private List<Path> list(String of) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(of))) {
      return files.toList();
    }
  }

  /** Removes a folder and all in it. */
  static void remove(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(tree)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  /** The rows of a segment. */
  Path segment(long number) {
    return folder.resolve("rows").resolve(number + ".csv");
  }

  /** The folder of a candidate. */
  Path candidate(long number) {
    return folder.resolve("candidates").resolve(Long.toString(number));
  }

  /** Where what is being read is copied to. */
  Path incoming() {
    return folder.resolve("incoming.csv");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
