package dev.adamant.serve.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An address that gives CSV, asked again and again. */
class AdaptEndpointTest {

  @TempDir private Path folder;
  private HttpServer server;
  private String address;
  private final List<String> tags = new ArrayList<>();
  private volatile String etag;
  private volatile String body = "";
  private volatile int status = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/rows", this::answer);
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort() + "/rows";
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String known = exchange.getRequestHeaders().getFirst("If-None-Match");
    tags.add(known);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean same = etag != null && etag.equals(known);
    if (etag != null) {
      exchange.getResponseHeaders().add("ETag", etag);
    }
    exchange.sendResponseHeaders(same ? 304 : status, same ? -1 : bytes.length);
    if (!same) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Test
  void eachAnswerIsTakenOnce() throws IOException, InterruptedException {
    try (AdaptBench bench = new AdaptBench(folder)) {
      AdaptSettings settings = bench.settings(address, 60, 120);
      try (Adaptation adaptation = bench.open(settings, bench::rotate)) {
        body = bench.rows(AdaptBench.fresh(0, 40), 40, false, label -> label);
        etag = "\"one\"";
        adaptation.step();
        adaptation.step();
        assertThat(tags).containsExactly(null, "\"one\"");
        assertThat(bench.state().freshRows()).isEqualTo(40);
        // The same content by another name is not new.
        etag = "\"two\"";
        adaptation.step();
        assertThat(bench.state().freshRows()).isEqualTo(40);
        status = 500;
        etag = null;
        adaptation.step();
        assertThat(bench.heard("waiting"))
            .extracting(AdaptBench.Heard::sentence)
            .containsExactly(address + ": answered 500 instead of rows");
      }
      status = 200;
      etag = "\"three\"";
      body = "no,rows\n";
      try (Adaptation adaptation = bench.open(settings, bench::rotate)) {
        adaptation.run(true);
        assertThat(tags.getLast()).isEqualTo("\"two\"");
        assertThat(bench.heard("set-aside"))
            .singleElement()
            .satisfies(heard -> assertThat(heard.sentence()).startsWith(address + ": "));
        body = bench.rows(AdaptBench.fresh(1, 40), 40, false, label -> label);
        etag = null;
        adaptation.run(true);
        adaptation.run(true);
        assertThat(bench.events()).containsOnlyOnce("rotated");
        assertThat(bench.live()).isEqualTo(2);
        assertThat(bench.state().freshRows()).isZero();
        assertThat(bench.state().segments()).hasSize(2);
      }
    }
  }

  private void read(Duration patience) throws IOException, InterruptedException {
    try (EndpointSource source = new EndpointSource(URI.create(address), patience)) {
      AdaptState state = AdaptState.empty("digits", address);
      source.read(source.look(state).getFirst(), folder.resolve("copy"), state);
    }
  }

  @Test
  void whatIsTooLongOrTooSlowIsGivenUp() throws IOException, InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    server.removeContext("/rows");
    server.createContext(
        "/rows",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("1,2,3".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThatThrownBy(() -> read(Duration.ofMillis(300)))
        .isInstanceOf(NotNowException.class)
        .hasMessage(address + ": has not answered in 300 ms");
    end.countDown();
    server.removeContext("/rows");
    server.createContext(
        "/rows",
        exchange -> {
          exchange.sendResponseHeaders(200, RowSource.MOST_BYTES + 1);
          byte[] much = new byte[1 << 20];
          try {
            for (long sent = 0; sent <= RowSource.MOST_BYTES; sent += much.length) {
              exchange.getResponseBody().write(much);
            }
          } finally {
            exchange.close();
          }
        });
    assertThatThrownBy(() -> read(Duration.ofMinutes(1)))
        .isInstanceOf(NotNowException.class)
        .hasMessageContaining(address + ": cannot be asked: ");
    Path copy = folder.resolve("copy");
    assertThat(Files.exists(copy) ? Files.size(copy) : 0).isLessThanOrEqualTo(RowSource.MOST_BYTES);
    server.stop(0);
    assertThatThrownBy(() -> read(Duration.ofMinutes(1)))
        .isInstanceOf(NotNowException.class)
        .hasMessageContaining(address + ": cannot be asked: ");
  }

  @Test
  void onlyAddressesAreFollowed() throws IOException {
    assertThat(EndpointSource.address("https://example.org/a.csv")).hasHost("example.org");
    assertThat(EndpointSource.address("/home/rows")).isNull();
    assertThat(EndpointSource.address("rows")).isNull();
    for (String text : List.of("http:///rows", "http://a b/", "http://me:secret@example.org/")) {
      assertThatThrownBy(() -> EndpointSource.address(text))
          .isInstanceOf(AdaptException.class)
          .hasMessageStartingWith(text + ": is no address to --follow: ");
    }
  }
}
