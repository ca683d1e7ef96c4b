package dev.adamant.record;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A state that a {@link Fold} has come to, which nobody changes any more. */
final class Snapshot implements RegistryState {

  static final Snapshot EMPTY = new Snapshot(List.of(), Map.of(), Set.of(), new TreeMap<>());

  private final List<SignedEntry> entries;
  private final Map<String, VerifyingKey> trusted;
  private final Set<String> revokedKeys;
  private final SortedMap<String, Lineage> models;

  /** Takes over what it is given. */
  Snapshot(
      List<SignedEntry> entries,
      Map<String, VerifyingKey> trusted,
      Set<String> revokedKeys,
      SortedMap<String, Lineage> models) {
    this.entries = Collections.unmodifiableList(entries);
    this.trusted = Collections.unmodifiableMap(trusted);
    this.revokedKeys = Collections.unmodifiableSet(revokedKeys);
    this.models = Collections.unmodifiableSortedMap(models);
  }

  Map<String, VerifyingKey> trusted() {
    return trusted;
  }

  Set<String> revokedKeys() {
    return revokedKeys;
  }

  SortedMap<String, Lineage> lineages() {
    return models;
  }

  @Override
  public long sequence() {
    return entries.size();
  }

  @Override
  public String head() {
    return entries.isEmpty() ? "" : entries.getLast().hash();
  }

  @Override
  public List<SignedEntry> entries() {
    return entries;
  }

  @Override
  public Set<String> models() {
    return models.keySet();
  }

  @Override
  public List<Version> versions(String model) {
    Lineage lineage = models.get(model);
    return lineage == null ? List.of() : Collections.unmodifiableList(lineage.versions());
  }

  @Override
  public Optional<Version> version(String model, int version) {
    Lineage lineage = models.get(model);
    return lineage == null ? Optional.empty() : Optional.ofNullable(lineage.version(version));
  }

  @Override
  public Optional<Version> live(String model) {
    Lineage lineage = models.get(model);
    return lineage == null ? Optional.empty() : version(model, lineage.live());
  }

  @Override
  public Optional<Version> previous(String model) {
    Lineage lineage = models.get(model);
    return lineage == null ? Optional.empty() : version(model, lineage.previous());
  }

  @Override
  public boolean trusts(String key) {
    return trusted.containsKey(key);
  }
}
