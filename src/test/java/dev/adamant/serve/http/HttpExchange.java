package dev.adamant.serve.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection to a server that sends exactly the bytes that it is given. */
final class HttpExchange implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What came back. */
  @SuppressWarnings("ArrayRecordComponent") // read in one place
  record Reply(int status, Map<String, String> headers, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return new JsonMapper().readTree(body);
    }

    String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    String error() {
      return json().path("error").asString();
    }
  }

  private final Socket socket;

  HttpExchange(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
  }

  static HttpExchange to(int port) throws IOException {
    return new HttpExchange(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** A request with a body, as a client writes it. */
  static byte[] request(String method, String path, byte[] body, String... headers) {
    StringBuilder head =
        new StringBuilder(method)
            .append(' ')
            .append(path)
            .append(" HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (body.length > 0 || method.equals("POST")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }

  static Reply get(int port, String path, String... headers) throws IOException {
    try (HttpExchange exchange = to(port)) {
      return exchange.ask("GET", path, "", headers);
    }
  }

  static Reply post(int port, String path, String body, String... headers) throws IOException {
    try (HttpExchange exchange = to(port)) {
      return exchange.ask("POST", path, body, headers);
    }
  }

  Reply ask(String method, String path, String body, String... headers) throws IOException {
    return ask(request(method, path, body.getBytes(StandardCharsets.UTF_8), headers));
  }

  Reply ask(byte[] request) throws IOException {
    send(request);
    return receive();
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void endOfOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** The next answer; null where the server has closed the connection. */
  Reply receive() throws IOException {
    InputStream in = socket.getInputStream();
    String first = line(in);
    if (first == null) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("an answer of " + length + " bytes ends after " + body.length);
    }
    return new Reply(Integer.parseInt(first.substring(9, 12)), headers, body);
  }

  /** Whether nothing more comes. */
  boolean isAtEnd() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
