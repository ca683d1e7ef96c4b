package dev.adamant.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes to a ledger, one writer at a time. Before anything is written, the ledger is checked: in
 * full, or, where nobody else has written to its files since it was, by its last entry.
 *
 * <p>A full check looks at the structure of the file and compares every entry with what it was, or
 * verifies it. It holds for {@value #KEPT_SECONDS} s, and for as long as {@link LedgerStamp} is
 * what it was after it, or after what was written here since. {@link #check} makes one beforehand,
 * that {@link #alone} need not.
 */
final class LedgerWriter implements AutoCloseable {

  /** For so long {@link #alone} relies on a full check. */
  private static final int KEPT_SECONDS = 120;

  /** After so long {@link #check} makes a new one, for there is time until it is relied on. */
  private static final int RENEWED_SECONDS = 60;

  private final Path directory;
  private final Path file;
  private final Chain chain;
  private final Supplier<Snapshot> known;
  private final Consumer<Snapshot> learn;

  /** Kept open from write to write; null before the first, and after one that failed. */
  private LedgerFile ledger;

  /** The last full check; null for none. */
  private volatile Checked checked;

  /**
   * A full check.
   *
   * @param stamp of the files as they were then, or after what was written here since
   * @param nanos when it was begun
   */
  private record Checked(LedgerStamp stamp, long nanos) {}

  /** What is done by a writer that is alone. */
  @FunctionalInterface
  interface Alone<T> {
    /** Does it. */
    T work(Turn turn) throws IOException;
  }

  /** A writer's turn. */
  final class Turn {

    private Snapshot state;

    private Turn(Snapshot state) {
      this.state = state;
    }

    /** What the ledger comes to, with what was added in this turn. */
    Snapshot state() {
      return state;
    }

    /**
     * Adds an entry.
     *
     * @throws RegistryException when the key is not trusted or the statement contradicts the ledger
     */
    SignedEntry add(SigningKey key, Statement statement) throws RegistryException {
      Chain.Next next = chain.next(state, key, statement);
      ledger.insert(next.row());
      state = next.state();
      return next.entry();
    }
  }

  /**
   * Of a registry.
   *
   * @param known says what is known of its ledger
   * @param learn hears what it comes to
   */
  LedgerWriter(Path directory, Chain chain, Supplier<Snapshot> known, Consumer<Snapshot> learn) {
    this.directory = directory;
    this.file = directory.resolve(Registry.LEDGER);
    this.chain = chain;
    this.known = known;
    this.learn = learn;
  }

  private boolean isChecked(int seconds) throws RegistryException {
    Checked last = checked;
    return last != null
        && System.nanoTime() - last.nanos() < seconds * 1_000_000_000L
        && last.stamp().equals(LedgerStamp.of(file));
  }

  /**
   * Makes a full check, unless the last one still holds, and reads what is new. Does not keep
   * writers waiting.
   *
   * @param known what is known of the ledger
   * @return what it comes to
   * @throws RegistryException when it is broken
   */
  Snapshot check(Snapshot known) throws RegistryException {
    if (isChecked(RENEWED_SECONDS)) {
      return known;
    }
    try (LedgerFile fresh = LedgerFile.open(Registry.ledger(directory))) {
      return check(known, fresh);
    }
  }

  /** The same with a connection that has read nothing yet, whatever was checked before. */
  Snapshot check(Snapshot known, LedgerFile fresh) throws RegistryException {
    long begun = System.nanoTime();
    LedgerStamp stamp = LedgerStamp.of(file);
    fresh.check();
    Snapshot now = chain.follow(known, fresh, 1);
    if (stamp.equals(LedgerStamp.of(file))) {
      checked = new Checked(stamp, begun);
    }
    return now;
  }

  /**
   * Does something with no other writer at work, of this process or another, on a ledger that holds
   * then; what it writes is on the disk when this returns.
   *
   * @throws RegistryException when the ledger is broken
   */
  synchronized <T> T alone(Alone<T> work) throws IOException {
    try {
      if (ledger == null) {
        ledger = LedgerFile.open(Registry.ledger(directory));
      }
      ledger.begin();
      Snapshot now;
      long nanos;
      if (isChecked(KEPT_SECONDS)) {
        nanos = checked.nanos();
        now = chain.followLast(known.get(), ledger);
      } else {
        nanos = System.nanoTime();
        close();
        ledger = LedgerFile.open(Registry.ledger(directory));
        ledger.begin();
        ledger.check();
        now = chain.follow(known.get(), ledger, 1);
      }
      learn.accept(now);
      Turn turn = new Turn(now);
      T result = work.work(turn);
      ledger.commit();
      learn.accept(turn.state());
      checked = new Checked(LedgerStamp.of(file), nanos);
      return result;
    } catch (IOException | RuntimeException | Error e) {
      drop(e);
      throw e;
    }
  }

  /** Brings what was written from the log into the file itself, as {@link LedgerFile#settle}. */
  synchronized void settle() {
    if (ledger == null) {
      return;
    }
    try {
      boolean isChecked = isChecked(KEPT_SECONDS);
      ledger.settle();
      if (isChecked) {
        checked = new Checked(LedgerStamp.of(file), checked.nanos());
      }
    } catch (RegistryException e) {
      checked = null; // The next writer says what there is to say.
    }
  }

  private void drop(Throwable thrown) {
    checked = null;
    try {
      close();
    } catch (RegistryException e) {
      thrown.addSuppressed(e);
    }
  }

  @Override
  public synchronized void close() throws RegistryException {
    LedgerFile closing = ledger;
    ledger = null;
    if (closing != null) {
      closing.close();
    }
  }
}
