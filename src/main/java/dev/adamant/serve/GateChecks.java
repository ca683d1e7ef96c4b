package dev.adamant.serve;

import dev.adamant.record.Decision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The checks of a candidate, in the order in which they are made, each with the time it took. */
final class GateChecks {

  /** What an entry of the ledger may have at most. */
  private static final int MOST_TEXT = 1024;

  private final List<Decision.Check> made = new ArrayList<>();

  /** What a check is found to come to. */
  static final class Finding {

    private final SortedMap<String, String> measures = new TreeMap<>();
    private String message = "";

    /** One sentence for people, of a check that passes. */
    void says(String text) {
      message = text;
    }

    /** A figure of the evidence. */
    void measure(String name, double value) {
      measures.put(name, Double.toString(value));
    }

    /** A count. */
    void measure(String name, long value) {
      measures.put(name, Long.toString(value));
    }
  }

  /** What is checked. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T check(Finding finding) throws GateRefusal, IOException, InterruptedException;
  }

  /**
   * Makes a check. The work's result is what the next ones go on with.
   *
   * @throws GateRefusal when it fails; the check is kept with its message
   */
  <T> T make(String name, Work<T> work) throws GateRefusal, IOException, InterruptedException {
    Finding finding = new Finding();
    long begun = System.nanoTime();
    try {
      T result = work.check(finding);
      add(name, true, finding, begun);
      return result;
    } catch (GateRefusal e) {
      finding.says(e.getMessage());
      add(name, false, finding, begun);
      throw e;
    }
  }

  private void add(String name, boolean passed, Finding finding, long begun) {
    double millis = (System.nanoTime() - begun) / 1e6;
    finding.measures.put("millis", String.format(Locale.ROOT, "%.3f", millis));
    String text = finding.message;
    made.add(
        new Decision.Check(
            name,
            passed,
            text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT - 1) + "…",
            finding.measures));
  }

  /** Those made so far. */
  List<Decision.Check> made() {
    return List.copyOf(made);
  }
}
