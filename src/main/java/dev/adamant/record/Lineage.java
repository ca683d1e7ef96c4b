package dev.adamant.record;

import dev.adamant.record.RegistryState.Version;
import java.util.ArrayList;
import java.util.List;

/** The versions of a model, and which of them is live. */
final class Lineage {

  /**
   * A version that is live, and what was live before it was brought in.
   *
   * @param version its number
   * @param before null where there was none
   */
  record Live(int version, Live before) {}

  private final List<Version> versions;
  private Live live;

  Lineage() {
    versions = new ArrayList<>();
  }

  /** A copy, which changes for itself. */
  Lineage(Lineage other) {
    versions = new ArrayList<>(other.versions);
    live = other.live;
  }

  List<Version> versions() {
    return versions;
  }

  Version newest() {
    return versions.isEmpty() ? null : versions.getLast();
  }

  /** That version; null where there is none. */
  Version version(int number) {
    return number < 1 || number > versions.size() ? null : versions.get(number - 1);
  }

  void set(Version version) {
    versions.set(version.record().version() - 1, version);
  }

  /** The number of the live version; 0 for none. */
  int live() {
    return live == null ? 0 : live.version();
  }

  /** The number of the version that a roll-back goes to; 0 for none. */
  int previous() {
    return live == null || live.before() == null ? 0 : live.before().version();
  }

  void rotate(int to) {
    live = new Live(to, live);
  }

  void rollBack() {
    live = live.before();
  }
}
