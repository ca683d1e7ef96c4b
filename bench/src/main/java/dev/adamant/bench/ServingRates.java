package dev.adamant.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The most requests a second that a server takes, and how long they take at half of that. */
final class ServingRates {

  private static final int MOST_MEASUREMENTS = 20;
  private static final double RISE = 1.05;

  /** Requests a second that a server of one core is to take at least. */
  private static final double GOAL = 5000;

  private final int port;
  private final int clients;
  private final int seconds;

  /**
   * Of a server on that port.
   *
   * @param clients at a time
   * @param seconds of each measurement
   */
  ServingRates(int port, int clients, int seconds) {
    this.port = port;
    this.clients = clients;
    this.seconds = seconds;
  }

  /**
   * Measures and prints a table.
   *
   * @param forms of the requests, by name
   * @return the rows, for JSON
   * @throws IOException when a request failed or an answer was no version's
   */
  List<Object> measure(Map<String, ServingQuestions> forms, PrintWriter out)
      throws IOException, InterruptedException {
    out.println();
    out.println("| requests | load | clients | requests/s | p50, ms | p99, ms | p99.9, ms |");
    out.println("|---|---|--:|--:|--:|--:|--:|");
    List<Object> rows = new ArrayList<>();
    for (Map.Entry<String, ServingQuestions> form : new TreeMap<>(forms).entrySet()) {
      ServingLoad.Seen most = warmed(form.getValue());
      rows.add(row(form.getKey(), "closed loop", most, out));
      ServingLoad.Seen half = load(form.getValue(), most.rate() / 2);
      rows.add(row(form.getKey(), "paced at half", half, out));
      ServingLoad.Seen paced = load(form.getValue(), GOAL / 2);
      rows.add(row(form.getKey(), "paced at half the goal", paced, out));
    }
    return rows;
  }

  /** The closed loop when its rate no longer rises: what runs is compiled by then. */
  private ServingLoad.Seen warmed(ServingQuestions questions)
      throws IOException, InterruptedException {
    ServingLoad.Seen best = load(questions, 0);
    for (int i = 1, fallen = 0; i < MOST_MEASUREMENTS && fallen < 2; i++) {
      ServingLoad.Seen next = load(questions, 0);
      fallen = next.rate() < RISE * best.rate() ? fallen + 1 : 0;
      best = next.rate() > best.rate() ? next : best;
    }
    return best;
  }

  private ServingLoad.Seen load(ServingQuestions questions, double rate)
      throws IOException, InterruptedException {
    try (ServingLoad load = new ServingLoad(port, questions, clients, rate)) {
      Thread.sleep(1000L * seconds);
      return load.stop().checked();
    }
  }

  private Map<String, Object> row(
      String form, String kind, ServingLoad.Seen seen, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %.0f | %.2f | %.2f | %.2f |%n",
        form,
        kind,
        clients,
        seen.rate(),
        seen.millis(0, 0.5),
        seen.millis(0, 0.99),
        seen.millis(0, 0.999));
    out.flush();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("requests", form);
    object.put("load", kind);
    object.put("clients", clients);
    object.put("perSecond", seen.rate());
    object.put("p50Millis", seen.millis(0, 0.5));
    object.put("p99Millis", seen.millis(0, 0.99));
    object.put("p999Millis", seen.millis(0, 0.999));
    return object;
  }
}
