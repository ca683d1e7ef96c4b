package dev.adamant.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with a ledger ({@code ledger.db}, SQLite) and the files that its records name ({@code
 * objects/}, by SHA-256). Any number of processes and threads may use one; writers take turns. What
 * is written is on the disk before a method returns, and after a crash at any moment the ledger is
 * the one before or the one after, with every file that it names.
 *
 * <p>An entry's time is that of the clock, or of the entry before where the clock was set back.
 */
public final class Registry implements AutoCloseable {

  /** The name of the ledger's file. */
  static final String LEDGER = "ledger.db";

  static final String OBJECTS = "objects";

  private final Path directory;
  private final ObjectStore store;
  private final Chain chain;

  /** Held by whoever reads with it, and while the state is replaced. */
  private final LedgerFile reader;

  /** Held by writers of this object, who come one after the other. */
  private final Object writing = new Object();

  private Snapshot state = Snapshot.EMPTY;

  private Registry(Path directory, LedgerFile reader, InstantSource clock) {
    this.directory = directory;
    this.store = new ObjectStore(directory.resolve(OBJECTS));
    this.reader = reader;
    this.chain = new Chain(directory.resolve(LEDGER), clock);
  }

  /**
   * Makes an empty one.
   *
   * @param directory made if missing, must be empty
   * @throws RegistryException when it is not empty, or cannot be written
   */
  public static Registry init(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
      try (Stream<Path> entries = Files.list(directory)) {
        Path first = entries.min(Path::compareTo).orElse(null);
        if (first != null) {
          throw new RegistryException(
              directory
                  + ": holds "
                  + first.getFileName()
                  + ": name an empty folder, or one to be made, for a registry");
        }
      }
      new ObjectStore(directory.resolve(OBJECTS)).create();
      Path unfinished = directory.resolve(LEDGER + ".tmp");
      LedgerFile.create(unfinished);
      Files.move(unfinished, directory.resolve(LEDGER), StandardCopyOption.ATOMIC_MOVE);
      FileFaults.sync(directory);
    } catch (IOException e) {
      throw FileFaults.writing(directory, e);
    }
    return open(directory);
  }

  /**
   * Opens one.
   *
   * @throws RegistryException when there is none, or its ledger is broken: the message names the
   *     first broken link
   */
  public static Registry open(Path directory) throws IOException {
    return open(directory, InstantSource.system());
  }

  /** The same with another clock. */
  static Registry open(Path directory, InstantSource clock) throws IOException {
    LedgerFile reader = LedgerFile.open(ledger(directory));
    try {
      Registry registry = new Registry(directory, reader, clock);
      reader.check();
      registry.state();
      return registry;
    } catch (IOException | RuntimeException | Error e) {
      reader.close();
      throw e;
    }
  }

  /** The file of the ledger. */
  static Path ledger(Path directory) throws RegistryException {
    Path ledger = directory.resolve(LEDGER);
    if (!Files.isRegularFile(ledger)) {
      throw new RegistryException(
          directory
              + ": is no registry, it has no "
              + LEDGER
              + ": make one by adamant registry init");
    }
    return ledger;
  }

  /** Where it is. */
  public Path directory() {
    return directory;
  }

  /**
   * What it comes to now: reads and checks the entries that came since the last call.
   *
   * @throws RegistryException when one is broken
   */
  public RegistryState state() throws IOException {
    synchronized (reader) {
      state = chain.follow(state, reader, Math.max(1, state.sequence()));
      return state;
    }
  }

  /**
   * Adds an entry. Before, all of the ledger is read again, for nothing is to be built on one that
   * was damaged since.
   *
   * @throws RegistryException when the key is not trusted or the statement contradicts the ledger
   */
  public SignedEntry append(SigningKey key, Statement statement) throws IOException {
    return alone(
        (ledger, now) -> {
          SignedEntry entry = chain.next(now, key, statement);
          ledger.insert(entry);
          return entry;
        });
  }

  /**
   * Publishes a version: files first, then its record, or nothing at all.
   *
   * @param publication what it is; number and parent are found here
   * @return the entry, whose statement is the {@link VersionRecord}
   * @throws RegistryException when its files do not belong together, its certificate does not hold
   *     for the model, or the newest version is the same model
   */
  public SignedEntry publish(SigningKey key, Publication publication) throws IOException {
    return publish(key, publication, null);
  }

  /** The same if the newest version before it is still that of the hash; null for any. */
  SignedEntry publish(SigningKey key, Publication publication, String parent) throws IOException {
    try (Publishing publishing = Publishing.stage(store, publication)) {
      return alone(
          (ledger, now) -> {
            SignedEntry entry = chain.next(now, key, publishing.record(now, parent));
            publishing.place();
            ledger.insert(entry);
            return entry;
          });
    }
  }

  /** What is done by a writer that is alone. */
  @FunctionalInterface
  interface Alone<T> {
    /** Does it. */
    T work(LedgerFile ledger, Snapshot now) throws IOException;
  }

  /** Does something with no other writer at work, on a ledger that is read from the disk again. */
  <T> T alone(Alone<T> work) throws IOException {
    synchronized (writing) {
      Snapshot known;
      synchronized (reader) {
        known = state;
      }
      try (LedgerFile ledger = LedgerFile.open(ledger(directory))) {
        ledger.begin();
        ledger.check();
        Snapshot now = chain.follow(known, ledger, 1);
        synchronized (reader) {
          state = now.sequence() > state.sequence() ? now : state;
        }
        T result = work.work(ledger, now);
        ledger.commit();
        ledger.settle();
        return result;
      }
    }
  }

  /**
   * Gives back the space of files that no version needs, such as those of processes that were ended
   * while they published.
   */
  public Freed gc() throws IOException {
    return alone((_, now) -> Reclaiming.remove(store, now, List.of()));
  }

  /**
   * The same, and of files of older versions, which is an entry first. Live versions, those before
   * them and the newest keep theirs.
   *
   * @param keep how many of the newest versions of each model keep their files, at least 1
   */
  public Freed gc(SigningKey key, int keep) throws IOException {
    if (keep < 1) {
      throw new IllegalArgumentException(keep + " versions kept, must be 1 or more");
    }
    List<Collection.Name> versions =
        alone(
            (ledger, now) -> {
              List<Collection.Name> names = Reclaiming.versions(now, keep);
              if (!names.isEmpty()) {
                ledger.insert(chain.next(now, key, new Collection(names)));
              }
              return names;
            });
    // Alone once more, and by the state that is then: a publisher between may need them again.
    return alone((_, now) -> Reclaiming.remove(store, now, versions));
  }

  /** The file of that digest, whether or not it is there. */
  public Path object(String sha256) {
    return store.file(sha256);
  }

  @Override
  public void close() throws IOException {
    synchronized (writing) {
      synchronized (reader) {
        reader.close();
      }
    }
  }
}
