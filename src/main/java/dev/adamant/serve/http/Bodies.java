package dev.adamant.serve.http;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Reads bodies within limits: what a client announces takes no memory, only what it sends. */
final class Bodies {

  private static final int FIRST = 16 << 10;
  private static final int LINGER = 1 << 20;

  private final int most;
  private final long mostOfAll;
  private final AtomicLong held = new AtomicLong();

  /** Within these. */
  Bodies(ServerLimits limits) {
    most = limits.bodyBytes();
    mostOfAll = limits.bodiesBytes();
  }

  /**
   * Refuses bodies without a length, and too long ones.
   *
   * @return the length of the body; 0 for none
   * @throws Refusal when it must not be read
   */
  int check(ServerRequest request) throws Refusal {
    // Chunks have lines without a limit; a client of this protocol knows how long its request is.
    if (request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
      throw Refusal.last(
          Status.LENGTH_REQUIRED_411, "a body in chunks: send its length by Content-Length");
    }
    OptionalLong length = request.headers().contentLength();
    if (length.isEmpty()) {
      return 0;
    }
    if (length.getAsLong() > most) {
      throw Refusal.last(
          Status.REQUEST_ENTITY_TOO_LARGE_413,
          "a body of " + length.getAsLong() + " bytes: at most " + most + ", send fewer rows");
    }
    return (int) length.getAsLong();
  }

  /**
   * Reads a body that {@link #check} let pass. What it holds counts until {@link #release}.
   *
   * @throws Refusal when it ends too early, or too many bodies are there at a time
   */
  byte[] read(ServerRequest request, int length) throws Refusal {
    int room = Math.min(length, FIRST);
    reserve(room);
    int reserved = room;
    boolean whole = false;
    try {
      InputStream in = request.content().inputStream();
      byte[] body = new byte[room];
      int count = 0;
      while (count < length) {
        if (count == body.length) {
          int next = (int) Math.min(length, 2L * count);
          reserve(next - reserved);
          reserved = next;
          body = Arrays.copyOf(body, next);
        }
        int read = in.read(body, count, body.length - count);
        if (read < 0) {
          throw ended();
        }
        count += read;
      }
      whole = true;
      return body;
    } catch (IOException | UncheckedIOException | InsufficientDataAvailableException e) {
      throw ended();
    } finally {
      if (!whole) {
        held.addAndGet(-reserved);
      }
    }
  }

  private static Refusal ended() {
    return Refusal.last(Status.BAD_REQUEST_400, "the body ends before its Content-Length");
  }

  private void reserve(int bytes) throws Refusal {
    if (held.addAndGet(bytes) > mostOfAll) {
      held.addAndGet(-bytes);
      throw Refusal.last(
          Status.SERVICE_UNAVAILABLE_503, "too many requests are under way: come again");
    }
  }

  /** Gives back what a body took. */
  void release(int length) {
    held.addAndGet(-length);
  }

  /** Bytes of the bodies that are there now. */
  long held() {
    return held.get();
  }

  /**
   * Drops some of what still comes, so that a client that sends before it reads gets the answer
   * rather than a broken connection. Ends by itself or by the time limit.
   */
  static void linger(ServerRequest request) {
    if (request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
      return;
    }
    try {
      InputStream in = request.content().inputStream();
      byte[] dropped = new byte[FIRST];
      int count = 0;
      while (count < LINGER) {
        int read = in.read(dropped);
        if (read < 0) {
          return;
        }
        count += read;
      }
    } catch (IOException | RuntimeException e) {
      // It has gone.
    }
  }
}
