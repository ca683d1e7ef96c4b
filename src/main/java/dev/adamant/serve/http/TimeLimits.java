package dev.adamant.serve.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what takes too long: a request that does not arrive is answered with 408, one whose answer
 * is not there in time is interrupted, as is the sending to a client that does not read. One thread
 * looks at all connections ten times a second.
 */
final class TimeLimits implements Http1ConnectionListener, AutoCloseable {

  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final byte[] TOO_SLOW = tooSlow();

  /** Of the connection that the thread is of. */
  private static final ThreadLocal<Clock> OWN = new ThreadLocal<>();

  /** What a connection is doing. */
  private enum Phase {
    IDLE,
    READING,
    WORKING,
    SENDING,
    EXPIRED
  }

  /** Of a connection; its thread and the one that looks meet here. */
  private static final class Clock {

    private final Thread thread = Thread.currentThread();
    private final ConnectionContext connection;
    private Phase phase = Phase.IDLE;
    private long deadline;
    private boolean answered;

    Clock(ConnectionContext connection) {
      this.connection = connection;
    }

    /** Goes on to a phase; whether the one before had run out of time. */
    synchronized boolean enter(Phase next, long nanos) {
      boolean expired = phase == Phase.EXPIRED;
      phase = next;
      deadline = System.nanoTime() + nanos;
      if (expired) {
        // Of the time limit: the thread goes on to say so.
        Thread.interrupted();
      }
      return expired;
    }

    synchronized boolean answered() {
      return answered;
    }

    synchronized void look(long now) {
      if (phase == Phase.IDLE || phase == Phase.EXPIRED || now - deadline < 0) {
        return;
      }
      answered = phase == Phase.READING;
      phase = Phase.EXPIRED;
      if (answered) {
        // Sending may wait for the client, and this thread for nobody.
        Thread.startVirtualThread(this::answerAndEnd);
      } else {
        thread.interrupt();
      }
    }

    private void answerAndEnd() {
      try {
        connection.dataWriter().writeNow(BufferData.create(TOO_SLOW));
      } catch (RuntimeException e) {
        // The client has gone: it needs no answer.
      } finally {
        thread.interrupt();
      }
    }
  }

  private final long requestNanos;
  private final long workNanos;
  private final Set<Clock> clocks = ConcurrentHashMap.newKeySet();
  private final Thread watch;
  private volatile boolean closed;

  /**
   * Begins to look.
   *
   * @param request for a request to arrive, and for its answer to be taken
   * @param work for the answer to be made
   */
  TimeLimits(String name, Duration request, Duration work) {
    requestNanos = request.toNanos();
    workNanos = work.toNanos();
    watch = Thread.ofPlatform().name(name).daemon().start(this::watch);
  }

  /** A first line has come: the rest of the request has to. */
  @Override
  public void prologue(ConnectionContext connection, HttpPrologue prologue) {
    Clock clock = OWN.get();
    if (clock == null) {
      clock = new Clock(connection);
      OWN.set(clock);
      clocks.add(clock);
    }
    clock.enter(Phase.READING, requestNanos);
  }

  /** The request is there; false where it came too late, and has been answered. */
  boolean work() {
    return !OWN.get().enter(Phase.WORKING, workNanos);
  }

  /** The answer is there. */
  void send() {
    OWN.get().enter(Phase.SENDING, requestNanos);
  }

  /** There is none: whether that has been said already, as the request came too late. */
  boolean refuse() {
    OWN.get().enter(Phase.SENDING, requestNanos);
    return OWN.get().answered();
  }

  /** The refusal is sent, and what still comes is dropped for a moment. */
  void linger() {
    OWN.get().enter(Phase.SENDING, LINGER.toNanos());
  }

  /** The answer is sent. */
  void done() {
    OWN.get().enter(Phase.IDLE, 0);
  }

  /** How many connections are looked at. */
  int watched() {
    return clocks.size();
  }

  private void watch() {
    while (!closed) {
      long now = System.nanoTime();
      clocks.removeIf(clock -> !clock.thread.isAlive());
      clocks.forEach(clock -> clock.look(now));
      try {
        Thread.sleep(PERIOD);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static byte[] tooSlow() {
    byte[] body = Refusal.body("the request did not arrive in time: send it without pauses");
    String head =
        "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed = true;
    watch.interrupt();
  }
}
