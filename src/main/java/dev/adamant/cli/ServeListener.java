package dev.adamant.cli;

import dev.adamant.record.Decision;
import dev.adamant.record.SignedEntry;
import dev.adamant.serve.Metrics;
import dev.adamant.serve.RotatorListener;
import dev.adamant.serve.http.RequestLog;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Tells what a rotator does: the metrics, the log, and of trouble whoever started the server. */
final class ServeListener implements RotatorListener {

  private final Metrics metrics;
  private final RequestLog log;
  private volatile PrintWriter err;

  /** All of it stays the caller's. */
  ServeListener(Metrics metrics, RequestLog log) {
    this.metrics = metrics;
    this.log = log;
  }

  /** Has trouble told there from now on; not where the log is written, which is JSON alone. */
  void tell(PrintWriter writer) {
    err = writer;
  }

  @Override
  public void decided(Decision decision, SignedEntry entry, Times times) {
    metrics.decision(decision.model(), decision.action().text(), times.total().toNanos());
    TreeMap<String, String> facts = new TreeMap<>();
    facts.put("model", decision.model());
    facts.put("action", decision.action().text());
    facts.put("from", Integer.toString(decision.from()));
    facts.put("to", Integer.toString(decision.to()));
    facts.put("entry", Long.toString(entry.sequence()));
    facts.put("micros", micros(times.total()));
    facts.put("checkMicros", micros(times.checks()));
    facts.put("ledgerMicros", micros(times.ledger()));
    times.swap().ifPresent(swap -> facts.put("swapMicros", micros(swap)));
    if (decision.action() == Decision.Action.REFUSED) {
      facts.put("reason", decision.checks().getLast().message());
    }
    log.event("decision", facts);
  }

  private static String micros(Duration time) {
    return Long.toString(time.toNanos() / 1000);
  }

  @Override
  public void troubled(String model, String message) {
    log.event("trouble", new TreeMap<>(Map.of("model", model, "message", message)));
    PrintWriter writer = err;
    if (writer != null) {
      writer.println("serve: " + (model.isEmpty() ? "the ledger" : model) + ": " + message);
      writer.flush();
    }
  }
}
