package dev.adamant.record;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.record.LedgerFile.Row;
import dev.adamant.record.RegistryState.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds entries to a state, one after the other, and checks each: its place in the chain, its time,
 * its signature by a key that is trusted there, and that its statement agrees with what was stated
 * before. What does not hold is thrown as a {@link BrokenClaimException}; the fold is then as it
 * was.
 */
final class Fold {

  private static final int BRIEF = 12;

  private final List<SignedEntry> entries;
  private final Map<String, VerifyingKey> trusted;
  private final Set<String> revokedKeys;
  private final SortedMap<String, Lineage> models = new TreeMap<>();

  /** Goes on from a state, which stays as it is. */
  Fold(Snapshot from) {
    entries = new ArrayList<>(from.entries());
    trusted = new HashMap<>(from.trusted());
    revokedKeys = new HashSet<>(from.revokedKeys());
    from.lineages().forEach((name, lineage) -> models.put(name, new Lineage(lineage)));
  }

  /** What it has come to; called once, last. */
  Snapshot snapshot() {
    return new Snapshot(entries, trusted, revokedKeys, models);
  }

  /** How many entries it has. */
  long sequence() {
    return entries.size();
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new BrokenClaimException(message);
    }
  }

  /** Adds an entry as it is stored. */
  void add(Row row) {
    requireNext(row);
    SignedEntry entry = EntryText.read(row);
    VerifyingKey author = link(entry);
    require(author.verifies(row), "its signature is not that of the key " + brief(entry.author()));
    state(entry);
  }

  /**
   * Adds an entry that was read, all but its signature checked.
   *
   * @return the key whose signature it must have
   */
  VerifyingKey addUnverified(Row row, SignedEntry entry) {
    requireNext(row);
    VerifyingKey author = link(entry);
    state(entry);
    return author;
  }

  private void requireNext(Row row) {
    require(
        row.sequence() == entries.size() + 1,
        "its number is " + row.sequence() + ", must be " + (entries.size() + 1));
  }

  /** Checks its place in the chain and its time; gives the key that must have signed it. */
  private VerifyingKey link(SignedEntry entry) {
    SignedEntry last = entries.isEmpty() ? null : entries.getLast();
    require(
        entry.sequence() == entries.size() + 1,
        "it says that it is the entry " + entry.sequence() + ", and is " + (entries.size() + 1));
    String head = last == null ? "" : last.hash();
    require(
        entry.previous().equals(head),
        "it follows on \"" + entry.previous() + "\", and the hash before it is \"" + head + "\"");
    require(
        last == null || !entry.time().isBefore(last.time()),
        "its time " + entry.time() + " is before that of the entry before it");
    return author(entry);
  }

  private void state(SignedEntry entry) {
    switch (entry.statement()) {
      case TrustedKey key -> trust(key);
      case VersionRecord version -> publish(version, entry);
      case Revocation revocation -> revoke(revocation);
      case Decision decision -> decide(decision);
      case Collection collection -> collect(collection);
    }
    entries.add(entry);
  }

  private VerifyingKey author(SignedEntry entry) {
    String author = entry.author();
    if (entries.isEmpty()) {
      require(
          entry.statement() instanceof TrustedKey,
          "the first entry is a " + entry.statement().kind() + ", must be a key");
      VerifyingKey first = key((TrustedKey) entry.statement());
      require(first.id().equals(author), "the first key is signed by another, " + brief(author));
      return first;
    }
    require(
        !revokedKeys.contains(author), "it is signed by " + brief(author) + ", which was revoked");
    require(trusted.containsKey(author), "it is signed by the unknown key " + brief(author));
    return trusted.get(author);
  }

  private static VerifyingKey key(TrustedKey statement) {
    VerifyingKey key = VerifyingKey.ofText(statement.publicKey());
    require(key != null, "its public key is none of " + VerifyingKey.ALGORITHM);
    return key;
  }

  private void trust(TrustedKey statement) {
    VerifyingKey key = key(statement);
    require(!trusted.containsKey(key.id()), "the key " + brief(key.id()) + " is trusted already");
    require(!revokedKeys.contains(key.id()), "the key " + brief(key.id()) + " was revoked");
    trusted.put(key.id(), key);
  }

  private void publish(VersionRecord record, SignedEntry entry) {
    Lineage lineage = models.getOrDefault(record.model(), new Lineage());
    int next = lineage.versions().size() + 1;
    require(
        record.version() == next,
        "it is version " + record.version() + " of " + record.model() + ", must be " + next);
    Version parent = lineage.newest();
    String hash = parent == null ? "" : parent.entry().hash();
    require(
        record.parent().equals(hash),
        "its parent is \"" + record.parent() + "\", and the newest version is \"" + hash + "\"");
    require(parent != null || record.divergence().isEmpty(), "it has a divergence and no parent");
    lineage.versions().add(new Version(record, entry, null, false));
    models.put(record.model(), lineage);
  }

  private void revoke(Revocation revocation) {
    if (revocation.model().isEmpty()) {
      String key = revocation.key();
      require(revocation.version() == 0, "it revokes a key, and names a version");
      require(!revokedKeys.contains(key), "the key " + brief(key) + " was revoked before");
      require(trusted.containsKey(key), "there is no key " + brief(key) + " to be revoked");
      require(
          trusted.size() > 1,
          "the key " + brief(key) + " is the only one that is trusted: add another first");
      trusted.remove(key);
      revokedKeys.add(key);
      return;
    }
    require(revocation.key().isEmpty(), "it revokes a version, and names a key");
    Version version = version(revocation.model(), revocation.version());
    require(version.revoked() == null, name(version) + " was revoked before");
    models
        .get(revocation.model())
        .set(
            new Version(
                version.record(), version.entry(), revocation.reason(), version.collected()));
  }

  private void decide(Decision decision) {
    Version to = version(decision.model(), decision.to());
    Lineage lineage = models.get(decision.model());
    require(
        decision.from() == lineage.live(),
        "it was decided when version "
            + decision.from()
            + " of "
            + decision.model()
            + " was live, and now it is "
            + lineage.live());
    boolean passed = decision.checks().stream().allMatch(Decision.Check::passed);
    if (decision.action() == Decision.Action.REFUSED) {
      require(
          !decision.checks().isEmpty() && !decision.checks().getLast().passed(),
          "it refuses " + name(to) + ", and the last check did not fail");
      return;
    }
    require(passed, "it lets " + name(to) + " in, and a check has failed");
    require(to.revoked() == null, name(to) + " was revoked");
    require(!to.collected(), "files of " + name(to) + " were given back");
    if (decision.action() == Decision.Action.ROLLED_BACK) {
      require(
          decision.to() == lineage.previous(),
          "it rolls back to " + name(to) + ", and before was version " + lineage.previous());
      lineage.rollBack();
    } else {
      require(decision.to() != lineage.live(), name(to) + " is live already");
      lineage.rotate(decision.to());
    }
  }

  private void collect(Collection collection) {
    require(!collection.versions().isEmpty(), "it gives nothing back");
    Set<Collection.Name> names = new HashSet<>();
    for (Collection.Name name : collection.versions()) {
      Version version = version(name.model(), name.version());
      Lineage lineage = models.get(name.model());
      require(
          !version.collected() && names.add(name),
          "files of " + name(version) + " were given back before");
      require(
          name.version() != lineage.live()
              && name.version() != lineage.previous()
              && name.version() != lineage.versions().size(),
          name(version) + " is the live, the previous or the newest version and keeps its files");
    }
    for (Collection.Name name : names) {
      Version version = version(name.model(), name.version());
      models
          .get(name.model())
          .set(new Version(version.record(), version.entry(), version.revoked(), true));
    }
  }

  private Version version(String model, int number) {
    Lineage lineage = models.get(model);
    Version version = lineage == null ? null : lineage.version(number);
    require(version != null, "there is no version " + number + " of " + model);
    return version;
  }

  private static String name(Version version) {
    return "version " + version.record().version() + " of " + version.record().model();
  }

  /** Text without what could move a terminal's cursor: damaged entries hold anything. */
  static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }

  /** The beginning of a key's id. */
  static String brief(String id) {
    return id.substring(0, Math.min(BRIEF, id.length()));
  }
}
