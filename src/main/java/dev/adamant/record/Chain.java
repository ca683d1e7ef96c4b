package dev.adamant.record;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.record.LedgerFile.Row;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

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
    List<Row> rows = ledger.rows(from);
    int had = (int) (known.sequence() + 1 - from);
    if (rows.size() < had) {
      throw broken(from + rows.size(), "it was there, and is gone");
    }
    for (int i = 0; i < had; i++) {
      if (!isStored(known.entries().get((int) from - 1 + i), rows.get(i))) {
        throw broken(from + i, "it is not what it was when it was read before");
      }
    }
    if (rows.size() == had) {
      return known;
    }
    Fold fold = new Fold(known);
    for (Row row : rows.subList(had, rows.size())) {
      try {
        fold.add(row);
      } catch (BrokenClaimException e) {
        throw broken(fold.sequence() + 1, e.getMessage());
      }
    }
    return fold.snapshot();
  }

  private static boolean isStored(SignedEntry entry, Row row) {
    return row.sequence() == entry.sequence()
        && Arrays.equals(row.bytes(), entry.bytes())
        && Arrays.equals(row.signature(), entry.signature())
        && entry.hash().equals(row.hash());
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
   * An entry that follows on a state, signed and checked as it will be on reading.
   *
   * @throws RegistryException when the key is not trusted or the statement contradicts the state
   */
  SignedEntry next(Snapshot now, SigningKey key, Statement statement) throws RegistryException {
    Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (now.sequence() > 0 && time.isBefore(now.entries().getLast().time())) {
      time = now.entries().getLast().time();
    }
    try {
      byte[] bytes = EntryText.bytes(now.sequence() + 1, now.head(), time, key.id(), statement);
      byte[] signature = key.sign(bytes);
      SignedEntry entry = EntryText.read(bytes, signature, EntryText.hash(bytes, signature));
      new Fold(now).add(entry);
      return entry;
    } catch (BrokenClaimException e) {
      throw new RegistryException(
          file + ": does not take this " + statement.kind() + ": " + e.getMessage());
    }
  }
}
