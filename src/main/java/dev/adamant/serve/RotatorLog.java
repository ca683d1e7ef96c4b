package dev.adamant.serve;

import dev.adamant.record.Decision;
import dev.adamant.record.SignedEntry;
import java.lang.System.Logger.Level;

/** Tells a log what a rotator does. */
final class RotatorLog implements RotatorListener {

  private static final System.Logger LOG = System.getLogger("dev.adamant.serve");

  @Override
  public void decided(Decision decision, SignedEntry entry, Times times) {
    boolean refused = decision.action() == Decision.Action.REFUSED;
    LOG.log(
        refused ? Level.WARNING : Level.INFO,
        "{0}: version {1} {2}, before it {3}; entry {4}, {5} ms{6}",
        decision.model(),
        decision.to(),
        decision.action().text(),
        decision.from(),
        entry.sequence(),
        times.total().toMillis(),
        refused ? ": " + decision.checks().getLast().message() : "");
  }

  @Override
  public void troubled(String model, String message) {
    LOG.log(Level.ERROR, "{0}: {1}", model.isEmpty() ? "the ledger" : model, message);
  }
}
