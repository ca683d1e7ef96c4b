package dev.adamant.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream of bytes, each a range of one buffer that is reused: reading allocates only
 * when a line is longer than any before. A line ends with a line feed or with the stream.
 */
final class CalcLines {

  /** The longest line: 64 MiB, which is about two million pairs of 64-bit patterns. */
  static final int MAX_LINE_BYTES = 1 << 26;

  private static final int INITIAL_BYTES = 1 << 16;

  private final InputStream in;
  private final int maxLineBytes;
  private byte[] buffer = new byte[INITIAL_BYTES];

  /** The line is buffer[start, end); what follows it up to filled is read but not yet given. */
  private int start;

  private int end;
  private int next;
  private int filled;

  /** buffer[next, scanned) holds no line feed. */
  private int scanned;

  private long number;

  /** Reads from a stream that the caller closes. */
  CalcLines(InputStream in) {
    this(in, MAX_LINE_BYTES);
  }

  CalcLines(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /** Whether {@link #next} will give a line without reading from the stream, which may wait. */
  boolean ready() {
    while (scanned < filled && buffer[scanned] != '\n') {
      scanned++;
    }
    return scanned < filled;
  }

  /**
   * Moves to the next line.
   *
   * @return false at the end of the stream
   * @throws CalcMalformedLineException when the line is too long
   */
  boolean next() throws IOException, CalcMalformedLineException {
    boolean terminated = ready();
    while (!terminated && fill()) {
      terminated = ready();
    }
    if (next == filled) {
      return false;
    }
    number++;
    start = next;
    end = scanned;
    next = terminated ? scanned + 1 : scanned;
    scanned = next;
    return true;
  }

  /** The number of the line, from 1. */
  long number() {
    return number;
  }

  /** The bytes that hold the line; valid until {@link #next}. */
  byte[] bytes() {
    return buffer;
  }

  /** Where the line starts in {@link #bytes}. */
  int start() {
    return start;
  }

  /** Where the line ends, exclusive and without its line feed. */
  int end() {
    return end;
  }

  private boolean fill() throws IOException, CalcMalformedLineException {
    int pending = filled - next;
    if (pending > maxLineBytes) {
      throw new CalcMalformedLineException(
              "which is longer than " + maxLineBytes + " bytes: expected a shorter request")
          .atLine(number + 1);
    }
    if (next > 0) {
      System.arraycopy(buffer, next, buffer, 0, pending);
      scanned -= next;
      filled = pending;
      next = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(read, 0);
    return read >= 0;
  }
}
