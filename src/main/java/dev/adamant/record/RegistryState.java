package dev.adamant.record;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the ledger comes to, up to an entry: immutable, every signature and link of it checked. */
public interface RegistryState {

  /** Number of entries. */
  long sequence();

  /** Hash of the last entry; empty where there is none. */
  String head();

  /** All entries, the first first. */
  List<SignedEntry> entries();

  /** Names of models with versions, sorted. */
  Set<String> models();

  /** Versions of a model, the first first; none for an unknown one. */
  List<Version> versions(String model);

  /** That version. */
  Optional<Version> version(String model, int version);

  /** The version that is live, as the last decision has it. */
  Optional<Version> live(String model);

  /** The version that was live before the one that is: what a roll-back goes to. */
  Optional<Version> previous(String model);

  /** Whether the key may sign further entries. */
  boolean trusts(String key);

  /**
   * A version and what became of it.
   *
   * @param record of it
   * @param entry its entry
   * @param revoked the reason; null where it is not
   * @param collected whether its files need not be there
   */
  record Version(VersionRecord record, SignedEntry entry, String revoked, boolean collected) {}
}
