package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.certificate.verify.Verification;
import dev.adamant.record.LedgerFile.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No bit of a ledger can be changed unnoticed. */
class LedgerDamageTest {

  private static final int PLACES = 200;
  private static final int SIGNED = 100;

  @TempDir private static Path folder;
  private static Path directory;
  private static Path file;
  private static SigningKey key;
  private static List<Row> entries;
  private static byte[] whole;

  @BeforeAll
  static void make() throws IOException {
    directory = folder.resolve("registry");
    file = directory.resolve(Registry.LEDGER);
    key = Small.key(folder.resolve("key.pem"));
    try (Registry registry = Small.registry(directory, key)) {
      registry.publish(key, Small.publication(folder.resolve("a"), 1));
      registry.publish(key, Small.publication(folder.resolve("b"), 2));
      registry.append(key, Small.decision(Decision.Action.ROTATED, 0, 1));
      registry.append(key, Small.decision(Decision.Action.REFUSED, 1, 2));
      registry.append(key, new Revocation(Small.MODEL, 2, "", "not good enough"));
    }
    entries = new ArrayList<>();
    try (LedgerFile ledger = LedgerFile.open(file)) {
      ledger.read(1, entries::add);
    }
    whole = Files.readAllBytes(file);
  }

  @BeforeEach
  void restore() throws IOException {
    Files.write(file, whole);
    Files.deleteIfExists(directory.resolve(Registry.LEDGER + "-wal"));
    Files.deleteIfExists(directory.resolve(Registry.LEDGER + "-shm"));
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] damaged = bytes.clone();
    damaged[bit / 8] ^= (byte) (1 << bit % 8);
    return damaged;
  }

  /** Damage, of one entry of each kind that there is: the hash no longer fits. */
  @Test
  void everyBitOfAnEntryCounts() {
    for (Row entry : List.of(entries.get(0), entries.get(1), entries.get(3), entries.get(5))) {
      byte[] bytes = entry.bytes();
      byte[] signature = entry.signature();
      byte[] hash = entry.hash().getBytes(StandardCharsets.ISO_8859_1);
      for (int bit = 0; bit < 8 * bytes.length; bit++) {
        assertBroken(flipped(bytes, bit), signature, entry.hash());
      }
      for (int bit = 0; bit < 8 * signature.length; bit++) {
        assertBroken(bytes, flipped(signature, bit), entry.hash());
      }
      for (int bit = 0; bit < 8 * hash.length; bit++) {
        String other = new String(flipped(hash, bit), StandardCharsets.ISO_8859_1);
        assertBroken(bytes, signature, other);
      }
    }
  }

  private static void assertBroken(byte[] bytes, byte[] signature, String hash) {
    boolean broken = false;
    try {
      EntryText.read(new Row(1, bytes, signature, hash));
    } catch (BrokenClaimException e) {
      broken = true;
    }
    if (!broken) {
      throw new AssertionError("taken as an entry: " + new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** Forgery: with a hash that fits, the text, the signature or the next link does not. */
  @Test
  void aHashThatFitsDoesNotHelp() {
    List<Snapshot> before = new ArrayList<>(List.of(Snapshot.EMPTY));
    for (Row entry : entries) {
      Fold fold = new Fold(before.getLast());
      fold.add(entry);
      before.add(fold.snapshot());
    }
    Random random = new Random(3);
    for (int i = 0; i < SIGNED; i++) {
      int at = random.nextInt(entries.size());
      Row entry = entries.get(at);
      boolean text = random.nextBoolean();
      byte[] part = text ? entry.bytes() : entry.signature();
      byte[] damaged = flipped(part, random.nextInt(8 * part.length));
      byte[] bytes = text ? damaged : entry.bytes();
      byte[] signature = text ? entry.signature() : damaged;
      Fold fold = new Fold(before.get(at));

      assertThatExceptionOfType(BrokenClaimException.class)
          .isThrownBy(
              () -> fold.add(new Row(at + 1, bytes, signature, EntryText.hash(bytes, signature))));
      assertThat(fold.sequence()).isEqualTo(at);
    }
  }

  /** Entries that are left out, moved or added twice. */
  @Test
  void theFirstBrokenLinkIsNamed() {
    Fold fold = new Fold(Snapshot.EMPTY);
    fold.add(entries.get(0));
    assertThatExceptionOfType(BrokenClaimException.class)
        .isThrownBy(() -> fold.add(entries.get(2)))
        .withMessage("its number is 3, must be 2");
    assertThatExceptionOfType(BrokenClaimException.class)
        .isThrownBy(() -> fold.add(second(entries.get(2))))
        .withMessage("it says that it is the entry 3, and is 2");
    assertThatExceptionOfType(BrokenClaimException.class)
        .isThrownBy(() -> fold.add(second(entries.get(0))));
    fold.add(entries.get(1));
    assertThat(fold.snapshot().versions(Small.MODEL)).hasSize(1);
  }

  /** The row with the number 2. */
  private static Row second(Row row) {
    return new Row(2, row.bytes(), row.signature(), row.hash());
  }

  @Test
  void theEntryIsNamedThatIsBroken() throws IOException, SQLException {
    for (int at = 1; at <= entries.size(); at++) {
      Row entry = entries.get(at - 1);
      update("UPDATE entries SET bytes = ? WHERE sequence = ?", flipped(entry.bytes(), 77), at);

      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> Registry.open(directory).close())
          .withMessageStartingWith(file + ": entry " + at + " is broken: ");
      Verification verification = RegistryVerifier.verify(directory, null, null);
      assertThat(verification.broken()).hasSize(1);
      assertThat(verification.broken().getFirst().message())
          .startsWith("entry " + at + " is broken: ");
      update("UPDATE entries SET bytes = ? WHERE sequence = ?", entry.bytes(), at);
    }
    Registry.open(directory).close();
  }

  /** What is damaged while it is open is noticed before anything is built on it. */
  @Test
  void damageBeneathAnOpenRegistryIsNoticedByWriters() throws IOException, SQLException {
    try (Registry registry = Registry.open(directory)) {
      update(
          "UPDATE entries SET signature = ? WHERE sequence = ?",
          flipped(entries.get(1).signature(), 5),
          2);

      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> registry.append(key, Small.decision(Decision.Action.REFUSED, 1, 2)))
          .withMessageContaining("entry 2 is broken: it is not what it was");
      update("DELETE FROM entries WHERE ? IS NOT NULL AND sequence >= ?", new byte[1], 5);
      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(registry::state)
          .withMessageContaining("entry 6 is broken: it was there, and is gone");
    }
  }

  private void update(String sql, byte[] blob, int number) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, blob);
      statement.setInt(2, number);
      assertThat(statement.executeUpdate()).isPositive();
    }
  }

  @Test
  void aDamagedFileIsTheSameLedgerOrNone() throws IOException {
    Random random = new Random(8);
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      // A quarter of them where all is decided.
      int at = random.nextInt(i % 4 == 0 ? 128 : whole.length);
      Files.write(file, flipped(whole, 8 * at + random.nextInt(8)));
      try (Registry registry = Registry.open(directory)) {
        assertThat(registry.state().head()).isEqualTo(entries.getLast().hash());
      } catch (RegistryException e) {
        messages.add(e.getMessage());
      }
      restore();
    }
    assertThat(messages)
        .hasSizeGreaterThan(PLACES / 4)
        .allSatisfy(message -> assertThat(message).startsWith(file + ": ").doesNotContain("\n"));
    assertThat(RegistryVerifier.verify(directory, null, null).holds()).isTrue();
  }

  @Test
  void whatIsNoLedgerIsNone() throws IOException {
    for (byte[] content :
        List.of(
            new byte[0], new byte[100], "SQLite format 3".getBytes(StandardCharsets.US_ASCII))) {
      Files.write(file, content);
      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> Registry.open(directory).close())
          .withMessageStartingWith(file + ": ");
    }
  }
}
