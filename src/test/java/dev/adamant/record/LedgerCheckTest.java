package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.record.LedgerFile.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a ledger is checked in full and when by its last entry, and by how many threads. */
class LedgerCheckTest {

  /** More than one thread has to do. */
  private static final int MANY = 70;

  @TempDir private Path folder;
  private Path directory;
  private Path file;
  private SigningKey key;
  private Registry registry;

  @BeforeEach
  void make() throws IOException {
    directory = folder.resolve("registry");
    file = directory.resolve(Registry.LEDGER);
    key = Small.key(folder.resolve("key.pem"));
    registry = Small.registry(directory, key);
  }

  @AfterEach
  void close() throws IOException {
    registry.close();
  }

  private void trustAnother(int number) throws IOException {
    registry.append(key, TrustedKey.of("k" + number, Small.key(folder.resolve(number + ".pem"))));
  }

  private List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (LedgerFile ledger = LedgerFile.open(file)) {
      ledger.read(1, rows::add);
    }
    return rows;
  }

  /** Where the signature of an entry is in the file. */
  private int place(Row row) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] what = Arrays.copyOf(row.signature(), 40);
    for (int i = 0; i + what.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    throw new AssertionError("the ledger's file does not have it");
  }

  private void flip(int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  /** A bit of an old entry, right after a full check and a write: its file was written to. */
  @Test
  void aBitThatIsFlippedAfterACheckIsNoticed() throws IOException {
    trustAnother(1);
    registry.check();
    trustAnother(2);
    int at = place(rows().get(1));
    flip(at);

    assertThatThrownBy(() -> trustAnother(3))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            file
                + ": entry 2 is broken: it is not what it was when it was read before: restore the"
                + " ledger from a copy");
    assertThatThrownBy(registry::check).hasMessageContaining("entry 2 is broken");
    flip(at);
    registry.check();
    trustAnother(4);
    assertThat(registry.state().sequence()).isEqualTo(4);
  }

  /** The time of the last write can be set back, that of the last change of the file cannot. */
  @Test
  void aTimeThatIsSetBackHidesNothing() throws IOException {
    trustAnother(1);
    FileTime before = Files.getLastModifiedTime(file);
    flip(place(rows().get(1)));
    Files.setLastModifiedTime(file, before);
    assertThatThrownBy(() -> trustAnother(2)).hasMessageContaining("entry 2 is broken");
  }

  @Test
  void theLogIsPartOfTheStamp() throws IOException {
    LedgerStamp settled = LedgerStamp.of(file);
    assertThat(LedgerStamp.of(file)).isEqualTo(settled);
    registry.appendUnsettled(
        key, TrustedKey.of("in the log", Small.key(folder.resolve("log.pem"))));
    assertThat(LedgerStamp.of(file)).isNotEqualTo(settled);
    assertThat(registry.state().sequence()).isEqualTo(2);
    registry.settle();
    assertThat(LedgerStamp.of(file).log()).isEmpty();
    assertThat(LedgerStamp.of(file).ledger()).isNotEqualTo(settled.ledger());
  }

  /** Another registry of the folder writes between a check and an append. */
  @Test
  void whatOthersWroteIsReadBeforeAnEntryIsAdded() throws IOException {
    registry.check();
    SigningKey second = Small.key(folder.resolve("second.pem"));
    try (Registry other = Registry.open(directory)) {
      other.append(key, TrustedKey.of("second", second));
      other.append(second, new Revocation("", 0, key.id(), "lost"));
    }
    assertThatThrownBy(() -> trustAnother(1)).hasMessageContaining("which was revoked");
    SignedEntry entry =
        registry.append(second, TrustedKey.of("third", Small.key(folder.resolve("third.pem"))));
    assertThat(entry.sequence()).isEqualTo(4);
    assertThat(registry.state().head()).isEqualTo(entry.hash());
  }

  /** Threads come to the state that one comes to, and name the first entry that is broken. */
  @Test
  void manyEntriesAreReadByThreads() throws IOException {
    Chain chain = new Chain(file, InstantSource.system());
    Snapshot state = (Snapshot) registry.state();
    List<Row> rows = rows();
    SigningKey other = Small.key(folder.resolve("other.pem"));
    for (int i = 1; i < MANY; i++) {
      Statement statement =
          switch (i) {
            case 1 -> TrustedKey.of("for a while", other);
            case 2 -> new Revocation("", 0, other.id(), "lost");
            default -> TrustedKey.of("k" + i, Small.key(folder.resolve(i + ".pem")));
          };
      Chain.Next next = chain.next(state, key, statement);
      rows.add(next.row());
      state = next.state();
    }
    LedgerWalk walk = new LedgerWalk(Snapshot.EMPTY, 1);
    rows.forEach(walk::add);
    Snapshot found = walk.end();
    assertThat(found.entries()).isEqualTo(state.entries());
    assertThat(found.trusted()).isEqualTo(state.trusted());
    assertThat(found.revokedKeys()).isEqualTo(state.revokedKeys());
    for (int at : new int[] {5, MANY}) {
      broken(rows, at);
    }
  }

  /** With a signature that is none, and hashes that fit, of that entry and of a later one. */
  private static void broken(List<Row> rows, int at) {
    List<Row> damaged = new ArrayList<>(rows);
    for (int i = at; i <= rows.size(); i += 40) {
      Row row = rows.get(i - 1);
      byte[] signature = row.signature().clone();
      signature[100] ^= 4;
      String hash = EntryText.hash(row.bytes(), signature);
      damaged.set(i - 1, new Row(row.sequence(), row.bytes(), signature, hash));
    }
    LedgerWalk walk = new LedgerWalk(Snapshot.EMPTY, 1);
    damaged.forEach(walk::add);
    assertThatExceptionOfType(BrokenClaimException.class)
        .isThrownBy(walk::end)
        .withMessageStartingWith("its signature is not that of the key");
    assertThat(walk.broken()).isEqualTo(at);
    assertThat(walk.state().sequence()).isEqualTo(at - 1);
  }
}
