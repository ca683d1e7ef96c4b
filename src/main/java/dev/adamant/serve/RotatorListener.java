package dev.adamant.serve;

import dev.adamant.record.Decision;
import dev.adamant.record.SignedEntry;
import java.time.Duration;
import java.util.Optional;

/** Hears what a {@link Rotator} does, whoever asked for it; called by the thread that does it. */
public interface RotatorListener {

  /** Writes to the log of this package. */
  RotatorListener LOG = new RotatorLog();

  /**
   * A decision is in the ledger and, where it is no refusal, in effect.
   *
   * @param decision what was decided
   * @param entry its entry
   * @param times how long it took
   */
  void decided(Decision decision, SignedEntry entry, Times times);

  /**
   * Something is wrong with the version that the ledger says is live: it cannot be loaded, or was
   * revoked; or the ledger cannot be read. Told once, not each time that it is tried again.
   *
   * @param model which; empty where it is the ledger
   * @param message one sentence; it may name files
   */
  void troubled(String model, String message);

  /**
   * What a decision took.
   *
   * @param checks from the wish to the last check
   * @param ledger to bring the entry to the disk
   * @param swap to make the candidate live; none where it was refused
   */
  record Times(Duration checks, Duration ledger, Optional<Duration> swap) {

    /** From the wish to the effect. */
    public Duration total() {
      return checks.plus(ledger).plus(swap.orElse(Duration.ZERO));
    }
  }
}
