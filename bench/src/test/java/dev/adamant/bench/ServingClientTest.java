package dev.adamant.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client of the serving benchmark: it reads answers however they are cut, and counts. */
@Timeout(30)
class ServingClientTest {

  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @Test
  void answersAreReadByteByByteOrAtOnce() throws Exception {
    String first = "HTTP/1.1 200 OK\r\nCONTENT-length:  5\r\nA: b\r\n\r\n\r\n{1}";
    String second = "HTTP/1.1 429 Busy\r\nContent-Length: 0\r\n\r\n";
    String third = "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + "x".repeat(9000);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Void> answering =
          thread.submit(
              () -> {
                try (Socket socket = server.accept()) {
                  socket.setTcpNoDelay(true);
                  for (String answer : List.of(first, second, third)) {
                    socket.getInputStream().readNBytes(REQUEST.length);
                    byte[] bytes = answer.getBytes(StandardCharsets.US_ASCII);
                    int single = Math.min(bytes.length, 60);
                    for (int i = 0; i < single; i++) {
                      socket.getOutputStream().write(bytes, i, 1);
                    }
                    socket.getOutputStream().write(bytes, single, bytes.length - single);
                  }
                }
                return null;
              });
      try (ServingConnection connection = new ServingConnection(server.getLocalPort())) {
        assertThat(connection.ask(REQUEST)).isEqualTo(200);
        assertThat(connection.body()).asString().isEqualTo("\r\n{1}");
        assertThat(connection.bodyIs(connection.body())).isTrue();
        assertThat(connection.bodyIs("\r\n{2}".getBytes(StandardCharsets.US_ASCII))).isFalse();
        assertThat(connection.ask(REQUEST)).isEqualTo(429);
        assertThat(connection.body()).isEmpty();
        assertThat(connection.ask(REQUEST)).isEqualTo(200);
        assertThat(connection.body()).hasSize(9000);
        assertThatThrownBy(() -> connection.ask(REQUEST)).isInstanceOf(IOException.class);
      }
      answering.get();
    }
  }

  @Test
  void percentilesAreOfTheSmallestThatEnoughDoNotExceed() throws IOException {
    long[] nanos = new long[100];
    for (int i = 0; i < 100; i++) {
      nanos[i] = 1_000_000L * (i + 1);
    }
    ServingLoad.Seen seen =
        new ServingLoad.Seen(100, 0, 0, 4, List.of(nanos, new long[] {7_000_000}));
    assertThat(seen.rate()).isEqualTo(25);
    assertThat(seen.millis(0, 0.5)).isEqualTo(50);
    assertThat(seen.millis(0, 0.99)).isEqualTo(99);
    assertThat(seen.millis(1, 0.99)).isEqualTo(7);
    assertThat(seen.checked()).isSameAs(seen);
    for (ServingLoad.Seen wrong :
        List.of(
            new ServingLoad.Seen(100, 1, 0, 4, seen.nanos()),
            new ServingLoad.Seen(100, 0, 1, 4, seen.nanos()))) {
      assertThatThrownBy(wrong::checked).isInstanceOf(IOException.class);
    }
  }
}
