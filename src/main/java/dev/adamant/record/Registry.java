package dev.adamant.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;

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

  /** The name of its file until it is complete. */
  static final String UNFINISHED = LEDGER + ".tmp";

  private final Path directory;
  private final ObjectStore store;
  private final Chain chain;

  /** Held by whoever reads with it, and while the state is replaced. */
  private final LedgerFile reader;

  private final LedgerWriter writer;

  private Snapshot state = Snapshot.EMPTY;

  private Registry(Path directory, LedgerFile reader, InstantSource clock) {
    this.directory = directory;
    this.store = new ObjectStore(directory.resolve(OBJECTS));
    this.reader = reader;
    this.chain = new Chain(directory.resolve(LEDGER), clock);
    this.writer = new LedgerWriter(directory, chain, this::known, this::learn);
  }

  /**
   * Makes an empty one.
   *
   * @param directory made if missing, must be empty
   * @throws RegistryException when it is not empty, or cannot be written
   */
  public static Registry init(Path directory) throws IOException {
    try {
      RegistryFolder.make(directory);
      new ObjectStore(directory.resolve(OBJECTS)).create();
      Path unfinished = directory.resolve(UNFINISHED);
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
      registry.learn(registry.writer.check(Snapshot.EMPTY, reader));
      return registry;
    } catch (IOException | RuntimeException | Error e) {
      reader.close();
      throw e;
    }
  }

  /** The file of the ledger. */
  static Path ledger(Path directory) throws RegistryException {
    Path ledger = directory.resolve(LEDGER);
    if (!Files.exists(directory)) {
      throw new RegistryException(
          "there is no registry in "
              + directory
              + ", which is no folder either: make one by adamant registry init, or name another");
    }
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

  private Snapshot known() {
    synchronized (reader) {
      return state;
    }
  }

  private void learn(Snapshot now) {
    synchronized (reader) {
      state = now.sequence() > state.sequence() ? now : state;
    }
  }

  /**
   * What it comes to now: reads and checks the entries that came since the last call, and looks
   * whether the last one before them is what it was. Of the others nothing is read.
   *
   * @throws RegistryException when one is broken
   */
  public RegistryState state() throws IOException {
    synchronized (reader) {
      state = chain.followLast(state, reader);
      return state;
    }
  }

  /**
   * Makes a full check of the ledger, unless the last one still holds: of the structure of its file
   * and of every entry, as on opening. Whoever is waited for later calls this before, in a thread
   * that has time, for to write is quick after it; other writers do not wait meanwhile.
   *
   * @throws RegistryException when the ledger is broken
   */
  public void check() throws IOException {
    learn(writer.check(known()));
  }

  /**
   * Adds an entry. Nothing is built on a ledger that was damaged: before, it is checked in full,
   * unless that was done within the last two minutes, here or by {@link #check}, and nobody else
   * has written to its files since, as the system has it; then the last entry is compared, however
   * many there are. What is damaged without a write, beneath the file system, is noticed by the
   * next full check.
   *
   * @throws RegistryException when the key is not trusted or the statement contradicts the ledger,
   *     or that is broken
   */
  public SignedEntry append(SigningKey key, Statement statement) throws IOException {
    SignedEntry entry = appendUnsettled(key, statement);
    settle();
    return entry;
  }

  /**
   * The same for those who are waited for. The entry is on the disk, in the log of the ledger's
   * file; {@link #settle} is to follow.
   */
  public SignedEntry appendUnsettled(SigningKey key, Statement statement) throws IOException {
    return writer.alone(turn -> turn.add(key, statement));
  }

  /**
   * Brings what was written into the ledger's file itself, where damage is told from an end. Where
   * that cannot be done now, the next writer does it.
   */
  public void settle() {
    writer.settle();
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
          turn -> {
            SignedEntry entry = turn.add(key, publishing.record(turn.state(), parent));
            publishing.place();
            return entry;
          });
    }
  }

  /** Does something with no other writer at work, and settles it. */
  <T> T alone(LedgerWriter.Alone<T> work) throws IOException {
    T result = writer.alone(work);
    writer.settle();
    return result;
  }

  /**
   * Gives back the space of files that no version needs, such as those of processes that were ended
   * while they published.
   */
  public Freed gc() throws IOException {
    return alone(turn -> Reclaiming.remove(store, turn.state(), List.of()));
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
            turn -> {
              List<Collection.Name> names = Reclaiming.versions(turn.state(), keep);
              if (!names.isEmpty()) {
                turn.add(key, new Collection(names));
              }
              return names;
            });
    // Alone once more, and by the state that is then: a publisher between may need them again.
    return alone(turn -> Reclaiming.remove(store, turn.state(), versions));
  }

  /** The file of that digest, whether or not it is there. */
  public Path object(String sha256) {
    return store.file(sha256);
  }

  @Override
  public void close() throws IOException {
    try (writer) {
      synchronized (reader) {
        reader.close();
      }
    }
  }
}
