package dev.adamant.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients that ask a server and compare every answer. A client has a connection of its own and, in
 * a closed loop, asks again as soon as it is answered. Paced, requests are due at even times
 * whether the server keeps up or not, and a duration counts from the time that it was due, so that
 * waiting is not left out.
 */
final class ServingLoad implements AutoCloseable {

  /** Windows that durations can be told apart by. */
  static final int WINDOWS = 2;

  /**
   * What clients have seen.
   *
   * @param answered requests with status 200 and the bytes of a version
   * @param failed requests with another status, or none
   * @param mixed answers with status 200 that are no version's
   * @param seconds from the first request on
   * @param nanos durations of each window, ascending
   */
  record Seen(long answered, long failed, long mixed, double seconds, List<long[]> nanos) {

    /** Answers in a second. */
    double rate() {
      return answered / seconds;
    }

    /**
     * Itself.
     *
     * @throws IOException when a request failed, or an answer was no version's
     */
    Seen checked() throws IOException {
      if (failed > 0 || mixed > 0 || answered == 0) {
        throw new IOException(
            answered + " requests were answered, " + failed + " failed, " + mixed + " were mixed");
      }
      return this;
    }

    /** The duration in milliseconds that a part of those of a window do not exceed. */
    double millis(int window, double part) {
      long[] sorted = nanos.get(window);
      if (sorted.length == 0) {
        return 0;
      }
      return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
    }
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<ServingClient> clients = new ArrayList<>();
  private final List<Future<?>> ends = new ArrayList<>();
  private final long start;
  private volatile int window;
  private volatile boolean stopping;

  /**
   * Begins to ask.
   *
   * @param count of clients
   * @param rate of all requests in a second; 0 for a closed loop
   */
  ServingLoad(int port, ServingQuestions questions, int count, double rate) throws IOException {
    for (int i = 0; i < count; i++) {
      clients.add(new ServingClient(this, new ServingConnection(port), questions, i));
    }
    start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long interval = rate == 0 ? 0 : (long) (count / rate * 1e9);
      long first = start + interval * i / count;
      ServingClient client = clients.get(i);
      ends.add(threads.submit(() -> client.run(first, interval)));
    }
  }

  /** The window that durations are counted in now. */
  int window() {
    return window;
  }

  /** Has durations counted in a window from now on. */
  void window(int number) {
    window = number;
  }

  /** Whether clients are to end. */
  boolean stopping() {
    return stopping;
  }

  /**
   * Ends the clients and adds up.
   *
   * @throws IOException when a client lost its connection
   */
  Seen stop() throws IOException, InterruptedException {
    double seconds = (System.nanoTime() - start) / 1e9;
    close();
    long[] sums = new long[3];
    for (int i = 0; i < ends.size(); i++) {
      try {
        ends.get(i).get();
      } catch (ExecutionException e) {
        throw new IOException("a client ended, " + e.getCause().getMessage(), e.getCause());
      }
      sums[0] += clients.get(i).answered();
      sums[1] += clients.get(i).failed();
      sums[2] += clients.get(i).mixed();
    }
    List<long[]> nanos = new ArrayList<>();
    for (int w = 0; w < WINDOWS; w++) {
      int number = w;
      nanos.add(clients.stream().flatMapToLong(c -> c.nanos(number)).sorted().toArray());
    }
    return new Seen(sums[0], sums[1], sums[2], seconds, nanos);
  }

  /** Ends the clients, when each has its answer. */
  @Override
  public void close() {
    stopping = true;
    threads.close();
  }
}
