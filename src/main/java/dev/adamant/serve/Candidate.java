package dev.adamant.serve;

import dev.adamant.record.Probes;
import dev.adamant.record.VersionRecord;

/**
 * A version that is loaded and may go live.
 *
 * @param engine of whoever holds this, until it goes live or is retired
 * @param probes its own; null for none
 */
record Candidate(Engine engine, Probes probes) {

  /** What it is. */
  VersionRecord version() {
    return engine.version();
  }

  /** Gives its region back, when it does not go live. */
  void discard() {
    engine.retire().join();
  }
}
