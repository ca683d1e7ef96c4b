package dev.adamant.serve.http;

import java.time.Duration;

/**
 * What a server takes at most.
 *
 * @param bodyBytes of the body of a request
 * @param bodiesBytes of all bodies that are there at a time
 * @param headerBytes of the headers of a request
 * @param rows of a request
 * @param requestTime from the first line of a request to its answer; a connection without a request
 *     is closed after as long or a little longer
 * @param connections of each socket at a time; further ones wait to be accepted
 * @param drainTime that requests under way have to finish when the server closes
 */
public record ServerLimits(
    int bodyBytes,
    long bodiesBytes,
    int headerBytes,
    int rows,
    Duration requestTime,
    int connections,
    Duration drainTime) {

  /** 4 MiB, 64 MiB, 16 KiB, 1,024 rows, 30 seconds, 1,024 connections, 10 seconds. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          4 << 20, 64 << 20, 16 << 10, 1024, Duration.ofSeconds(30), 1024, Duration.ofSeconds(10));

  /** Checks that all are positive. */
  public ServerLimits {
    positive("bodyBytes", bodyBytes);
    positive("bodiesBytes", bodiesBytes);
    positive("headerBytes", headerBytes);
    positive("rows", rows);
    positive("requestTime", requestTime.toNanos());
    positive("connections", connections);
    if (drainTime.isNegative()) {
      throw new IllegalArgumentException("drainTime is " + drainTime + ": expected 0 or more");
    }
    if (bodiesBytes < bodyBytes) {
      throw new IllegalArgumentException(
          "bodiesBytes is " + bodiesBytes + ": expected bodyBytes, " + bodyBytes + ", or more");
    }
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": expected 1 or more");
    }
  }
}
