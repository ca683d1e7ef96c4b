package dev.adamant.record;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.record.LedgerFile.Row;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * What follows on a state of a ledger: the entries that are stored, or one that is made now.
 *
 * @param file of the ledger, for messages
 * @param clock that new entries have their time from
 */
record Chain(Path file, InstantSource clock) {

  /**
   * The state after the rows of a ledger; those that it has already must be the same.
   *
   * @param from the first row that is read
   * @throws RegistryException when an entry is broken, naming the first one
   */
  Snapshot follow(Snapshot known, LedgerFile ledger, long from) throws RegistryException {
    LedgerWalk walk = new LedgerWalk(known, from);
    try {
      ledger.read(from, walk::add);
      return walk.end();
    } catch (BrokenClaimException e) {
      throw broken(walk.broken(), e.getMessage());
    }
  }

  /** The same from the last entry that it has on. */
  Snapshot followLast(Snapshot known, LedgerFile ledger) throws RegistryException {
    return follow(known, ledger, Math.max(1, known.sequence()));
  }

  private RegistryException broken(long sequence, String what) {
    return new RegistryException(
        file
            + ": entry "
            + sequence
            + " is broken: "
            + Fold.printable(what)
            + ": restore the ledger from a copy");
  }

  /**
   * An entry that is made now.
   *
   * @param row as it is to be stored
   * @param state after it
   */
  record Next(Row row, Snapshot state) {

    /** The entry. */
    SignedEntry entry() {
      return state.entries().getLast();
    }
  }

  /**
   * An entry that follows on a state, signed and checked as it will be on reading.
   *
   * @throws RegistryException when the key is not trusted or the statement contradicts the state
   */
  Next next(Snapshot now, SigningKey key, Statement statement) throws RegistryException {
    Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (now.sequence() > 0 && time.isBefore(now.entries().getLast().time())) {
      time = now.entries().getLast().time();
    }
    try {
      long sequence = now.sequence() + 1;
      byte[] bytes = EntryText.bytes(sequence, now.head(), time, key.id(), statement);
      byte[] signature = key.sign(bytes);
      Row row = new Row(sequence, bytes, signature, EntryText.hash(bytes, signature));
      Fold fold = new Fold(now);
      fold.add(row);
      return new Next(row, fold.snapshot());
    } catch (BrokenClaimException e) {
      throw new RegistryException(
          file + ": does not take this " + statement.kind() + ": " + e.getMessage());
    }
  }
}
