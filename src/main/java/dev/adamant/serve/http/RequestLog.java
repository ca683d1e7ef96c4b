package dev.adamant.serve.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * A line of JSON for each request, written by a thread of its own: a slow disk delays no answer.
 * Where lines come faster than they can be written some are dropped, and a line says how many.
 */
public final class RequestLog implements AutoCloseable {

  private static final int WAITING = 8192;
  private static final int ROOM = 256;

  private final OutputStream out;
  private final boolean owned;
  private final BlockingQueue<Consumer<JsonGenerator>> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;
  private volatile boolean closed;

  private RequestLog(OutputStream out, boolean owned) {
    this.out = out;
    this.owned = owned;
    this.writer =
        out == null
            ? null
            : Thread.ofPlatform().name("adamant-request-log").daemon().start(this::write);
  }

  /** Without lines. */
  public static RequestLog none() {
    return new RequestLog(null, false);
  }

  /** To a stream that stays the caller's. */
  public static RequestLog to(OutputStream out) {
    return new RequestLog(out, false);
  }

  /** To a stream that is closed with it. */
  public static RequestLog owning(OutputStream out) {
    return new RequestLog(out, true);
  }

  /** Hands a line over; never waits. */
  void add(RequestLine line) {
    offer(line::write);
  }

  /**
   * Hands over a line that is of no request, such as of a decision; never waits.
   *
   * @param event what it is of
   * @param facts about it, by name
   */
  public void event(String event, SortedMap<String, String> facts) {
    Instant time = Instant.now();
    offer(
        json -> {
          time(json, time);
          json.writeStringProperty("event", event);
          facts.forEach(json::writeStringProperty);
        });
  }

  private void offer(Consumer<JsonGenerator> members) {
    if (writer != null && !waiting.offer(members)) {
      dropped.incrementAndGet();
    }
  }

  /** Writes when it was. */
  static void time(JsonGenerator json, Instant time) {
    json.writeStringProperty("time", time.truncatedTo(ChronoUnit.MICROS).toString());
  }

  private void write() {
    while (true) {
      try {
        Consumer<JsonGenerator> line = waiting.poll();
        if (line == null) {
          out.flush();
          if (closed) {
            return;
          }
          line = waiting.poll(1, TimeUnit.SECONDS);
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
          Instant now = Instant.now();
          write(
              json -> {
                time(json, now);
                json.writeNumberProperty("dropped", lost);
              });
        }
        if (line != null) {
          write(line);
        }
      } catch (InterruptedException e) {
        // Closing: what waits is still written.
      } catch (IOException e) {
        // A full disk must not end the server: the lines are lost, and counted.
        dropped.incrementAndGet();
      }
    }
  }

  private void write(Consumer<JsonGenerator> members) throws IOException {
    JsonOut line = JsonOut.object(ROOM, members);
    line.write('\n');
    out.write(line.bytes(), 0, line.length());
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() throws IOException {
    if (writer == null) {
      return;
    }
    closed = true;
    writer.interrupt();
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (owned) {
      out.close();
    }
  }
}
