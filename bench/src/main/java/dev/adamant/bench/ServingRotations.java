package dev.adamant.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;

/** Rotates a server between two versions. */
final class ServingRotations {

  private static final int QUIET = 0;
  private static final int ROTATING = 1;

  private final ServingServer server;
  private final int clients;
  private final int seconds;

  /**
   * Of a server.
   *
   * @param clients at a time
   * @param seconds of a window, with rotations or without
   */
  ServingRotations(ServingServer server, int clients, int seconds) {
    this.server = server;
    this.clients = clients;
    this.seconds = seconds;
  }

  /**
   * Rotates, one after the other, under a closed loop: windows with rotations and without take
   * turns, so that what else the machine does disturbs both.
   *
   * @param count at least
   * @return figures for JSON
   * @throws IOException when a request failed, or an answer was no version's
   */
  Map<String, Object> underLoad(
      String model, ServingQuestions questions, int count, PrintWriter out)
      throws IOException, InterruptedException {
    ServingMemory before = ServingMemory.of(server);
    DoubleStream.Builder millis = DoubleStream.builder();
    int made = 0;
    ServingLoad.Seen seen;
    try (ServingLoad load = new ServingLoad(server.port(), questions, clients, 0)) {
      while (made < count) {
        load.window(QUIET);
        Thread.sleep(1000L * seconds);
        load.window(ROTATING);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() - end < 0) {
          long begun = System.nanoTime();
          // Version 1 is live at first.
          server.rotate(model, made % 2 == 0 ? 2 : 1);
          millis.add((System.nanoTime() - begun) / 1e6);
          made++;
        }
      }
      seen = load.stop();
    }
    if (made % 2 != 0) {
      server.rotate(model, 1);
    }
    ServingMemory after = ServingMemory.of(server);
    double[] times = millis.build().sorted().toArray();
    durations(seen, out);
    memory(before, after, out);
    out.printf(
        Locale.ROOT,
        "%n- %d rotations, a median of %.0f ms each, %d requests, %d failed, %d mixed%n",
        made,
        times[times.length / 2],
        seen.answered() + seen.failed() + seen.mixed(),
        seen.failed(),
        seen.mixed());
    out.flush();
    seen.checked();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rotations", made);
    figures.put("medianMillis", times[times.length / 2]);
    figures.put("answered", seen.answered());
    figures.put("failed", seen.failed());
    figures.put("mixed", seen.mixed());
    figures.put("p99MillisWithout", seen.millis(QUIET, 0.99));
    figures.put("p99MillisWith", seen.millis(ROTATING, 0.99));
    figures.put("before", before.object());
    figures.put("after", after.object());
    return figures;
  }

  private static void durations(ServingLoad.Seen seen, PrintWriter out) {
    out.println();
    out.println("| | without rotations | with |");
    out.println("|---|--:|--:|");
    for (double part : new double[] {0.5, 0.99, 0.999}) {
      double quiet = seen.millis(QUIET, part);
      double rotating = seen.millis(ROTATING, part);
      out.printf(
          Locale.ROOT,
          "| p%s, ms | %.2f | %.2f (%.2f times) |%n",
          Double.toString(100 * part).replaceAll("\\.0$", ""),
          quiet,
          rotating,
          rotating / quiet);
    }
    out.printf(
        Locale.ROOT,
        "| requests | %d | %d |%n",
        seen.nanos().get(QUIET).length,
        seen.nanos().get(ROTATING).length);
  }

  private static void memory(ServingMemory before, ServingMemory after, PrintWriter out) {
    out.println();
    out.println("| held, after a collection | before | after |");
    out.println("|---|--:|--:|");
    out.printf(Locale.ROOT, "| regions | %d | %d |%n", before.regions(), after.regions());
    mebibytes("in regions", before.regionBytes(), after.regionBytes(), out);
    mebibytes("Java heap", before.heapBytes(), after.heapBytes(), out);
    ServingResident first = before.resident();
    ServingResident last = after.resident();
    mebibytes("resident, of the Java heap", first.heapBytes(), last.heapBytes(), out);
    mebibytes("resident, of all else", first.otherBytes(), last.otherBytes(), out);
  }

  private static void mebibytes(String name, long before, long after, PrintWriter out) {
    out.printf(Locale.ROOT, "| %s, MiB | %.1f | %.1f |%n", name, before / 0x1p20, after / 0x1p20);
  }

  /**
   * Rotates without other load, and has a client ask all the time: how long a rotation takes, and
   * how long after the time of the ledger's entry the first answer of the new version arrives.
   *
   * @return figures for JSON
   */
  Map<String, Object> timed(String model, ServingQuestions questions, int count, PrintWriter out)
      throws IOException, InterruptedException {
    double[] whole = new double[count];
    double[] toAnswer = new double[count];
    for (int i = 0; i < count; i++) {
      int version = i % 2 == 0 ? 2 : 1;
      FirstAnswer first = new FirstAnswer(server.port(), questions, version);
      Thread asking = Thread.ofPlatform().start(first);
      long begun = System.nanoTime();
      JsonNode entry = server.rotate(model, version);
      whole[i] = (System.nanoTime() - begun) / 1e6;
      asking.join();
      if (first.failure != null) {
        throw first.failure;
      }
      Instant decided = Instant.parse(entry.get("time").asString());
      toAnswer[i] = Duration.between(decided, first.arrived).toNanos() / 1e6;
    }
    Arrays.sort(whole);
    Arrays.sort(toAnswer);
    out.println();
    out.println("| a million parameters, " + count + " rotations | median, ms | greatest, ms |");
    out.println("|---|--:|--:|");
    row("the whole rotation", whole, out);
    row("from the decision to the new version's first answer", toAnswer, out);
    out.flush();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("wholeMillis", Arrays.stream(whole).boxed().toList());
    figures.put("toFirstAnswerMillis", Arrays.stream(toAnswer).boxed().toList());
    return figures;
  }

  private static void row(String name, double[] sorted, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f |%n",
        name,
        sorted[sorted.length / 2],
        sorted[sorted.length - 1]);
  }

  /** Asks until a version answers. */
  private static final class FirstAnswer implements Runnable {

    private final int port;
    private final ServingQuestions questions;
    private final int version;
    private Instant arrived;
    private IOException failure;

    FirstAnswer(int port, ServingQuestions questions, int version) {
      this.port = port;
      this.questions = questions;
      this.version = version;
    }

    @Override
    public void run() {
      try (ServingConnection connection = new ServingConnection(port)) {
        for (int i = 0; arrived == null; i = (i + 1) % questions.count()) {
          int status = connection.ask(questions.request(i));
          int answering = questions.version(i, connection);
          if (status != 200 || answering < 0) {
            throw new IOException("an answer with status " + status + " that is no version's");
          }
          if (answering == version) {
            arrived = Instant.now();
          }
        }
      } catch (IOException e) {
        failure = e;
      }
    }
  }
}
