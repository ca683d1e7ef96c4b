package dev.adamant.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A connection of HTTP/1.1 to this machine that is kept alive: a client that costs as little as can
 * be, so that the server is what is measured. Answers have a {@code Content-Length}.
 */
final class ServingConnection implements Closeable {

  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[8192];
  private int bodyFrom;
  private int end;

  /** Connects. */
  ServingConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /**
   * Sends a whole request and waits for the answer.
   *
   * @return its status; {@link #body} is there until the next call
   * @throws IOException also when the answer is none of HTTP, or the server hangs up
   */
  int ask(byte[] request) throws IOException {
    out.write(request);
    end = 0;
    int line = 0;
    int length = -1;
    while (true) {
      int next = lineEnd(line);
      while (next < 0) {
        read();
        next = lineEnd(line);
      }
      if (next == line) {
        break;
      }
      if (isLength(line)) {
        length = number(line + LENGTH.length, next);
      }
      line = next + 2;
    }
    if (length < 0) {
      throw new IOException("an answer without a length");
    }
    bodyFrom = line + 2;
    while (end < bodyFrom + length) {
      read();
    }
    if (end > bodyFrom + length) {
      throw new IOException("more came than the answer");
    }
    return number(STATUS_AT, STATUS_AT + 3);
  }

  private void read() throws IOException {
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      throw new EOFException("the server hung up");
    }
    end += count;
  }

  /** Where the line that begins there ends; −1 when that has not come. */
  private int lineEnd(int from) {
    for (int i = from; i + 1 < end; i++) {
      if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean isLength(int from) {
    if (end - from < LENGTH.length) {
      return false;
    }
    for (int i = 0; i < LENGTH.length; i++) {
      if (Character.toLowerCase(buffer[from + i]) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(int from, int to) throws IOException {
    String text = new String(buffer, from, to - from, StandardCharsets.US_ASCII).strip();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("an answer with \"" + text + "\" where a number must be", e);
    }
  }

  /** The body of the answer, as a copy. */
  byte[] body() {
    return Arrays.copyOfRange(buffer, bodyFrom, end);
  }

  /** Whether the body is these bytes. */
  boolean bodyIs(byte[] expected) {
    return Arrays.equals(buffer, bodyFrom, end, expected, 0, expected.length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
