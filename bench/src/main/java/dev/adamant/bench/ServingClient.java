package dev.adamant.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** One client of a {@link ServingLoad}: what it asks, and what it counts. */
final class ServingClient {

  private static final int OK = 200;

  private final ServingLoad load;
  private final ServingConnection connection;
  private final ServingQuestions questions;
  private final int first;
  private final long[][] nanos = new long[ServingLoad.WINDOWS][1024];
  private final int[] counts = new int[ServingLoad.WINDOWS];
  private long answered;
  private long failed;
  private long mixed;

  /**
   * Has asked nothing.
   *
   * @param connection closed here
   * @param first question to ask, and to go on from
   */
  ServingClient(
      ServingLoad load, ServingConnection connection, ServingQuestions questions, int first) {
    this.load = load;
    this.connection = connection;
    this.questions = questions;
    this.first = first;
  }

  /**
   * Asks until the load stops.
   *
   * @param from when the first request is due, by {@link System#nanoTime}
   * @param interval between requests; 0 for a closed loop
   */
  Void run(long from, long interval) throws IOException {
    try (connection) {
      long due = from;
      for (int i = first; !load.stopping(); i++) {
        if (interval > 0) {
          for (long left = due - System.nanoTime();
              left > 0 && !load.stopping();
              left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
        } else {
          due = System.nanoTime();
        }
        ask(i % questions.count(), due);
        due += interval;
      }
    }
    return null;
  }

  private void ask(int question, long due) throws IOException {
    int window = load.window();
    int status = connection.ask(questions.request(question));
    long took = System.nanoTime() - due;
    if (status != OK) {
      failed++;
    } else if (questions.version(question, connection) < 0) {
      mixed++;
    } else {
      answered++;
      add(window, took);
    }
  }

  private void add(int window, long took) {
    int at = counts[window]++;
    if (at == nanos[window].length) {
      nanos[window] = Arrays.copyOf(nanos[window], 2 * at);
    }
    nanos[window][at] = took;
  }

  /** Requests with status 200 and the bytes of a version; asked when it has ended, as the rest. */
  long answered() {
    return answered;
  }

  /** Requests with another status. */
  long failed() {
    return failed;
  }

  /** Answers with status 200 that are no version's. */
  long mixed() {
    return mixed;
  }

  /** Durations of a window. */
  LongStream nanos(int window) {
    return Arrays.stream(nanos[window], 0, counts[window]);
  }
}
