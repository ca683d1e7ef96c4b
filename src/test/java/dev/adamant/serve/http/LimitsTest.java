package dev.adamant.serve.http;

import static dev.adamant.serve.http.HttpFixture.INFER;
import static dev.adamant.serve.http.HttpFixture.INPUTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.serve.Engine;
import dev.adamant.serve.ServedGatedTarget;
import dev.adamant.serve.http.HttpExchange.Reply;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server takes at most, and its end. */
@Timeout(60)
class LimitsTest {

  private static final String ONE = HttpFixture.body(new double[] {1, 2, 3, 4, 5});
  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir private Path folder;

  private HttpFixture fixture(ServerLimits limits) throws IOException {
    return new HttpFixture(
        folder, HttpFixture.settings(limits), Engine.Limits.DEFAULT, Targets.open("native"));
  }

  private static ServerLimits limits(int body, long bodies, Duration time, int connections) {
    return new ServerLimits(body, bodies, 2048, 8, time, connections, Duration.ofSeconds(5));
  }

  @Test
  void tooLongIsToldBeforeItIsRead() throws Exception {
    try (HttpFixture fixture = fixture(limits(1000, 1000, Duration.ofSeconds(30), 10))) {
      Reply body = HttpExchange.post(fixture.port(), INFER, "x".repeat(1001));
      assertThat(body.status()).isEqualTo(413);
      assertThat(body.error()).contains("1001 bytes", "at most 1000");
      try (HttpExchange exchange = HttpExchange.to(fixture.port())) {
        exchange.send(
            "POST " + INFER + " HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n");
        assertThat(exchange.receive().status()).isEqualTo(413);
      }
      try (HttpExchange exchange = HttpExchange.to(fixture.port())) {
        exchange.send(
            "POST "
                + INFER
                + " HTTP/1.1\r\n"
                + "Host: x\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "5\r\n"
                + "hello\r\n"
                + "0\r\n\r\n");
        Reply chunks = exchange.receive();
        assertThat(chunks.status()).isEqualTo(411);
        assertThat(chunks.error()).contains("Content-Length");
      }
      Reply header = HttpExchange.get(fixture.port(), "/v2", "X: " + "y".repeat(3000));
      assertThat(header.status()).isEqualTo(400);
      assertThat(HttpExchange.get(fixture.port(), "/" + "y".repeat(5000)).status()).isEqualTo(414);
      double[] rows = new double[9 * INPUTS];
      assertThat(HttpExchange.post(fixture.port(), INFER, HttpFixture.body(rows)).error())
          .contains("more than 40 numbers");
    }
  }

  @Test
  void whatDoesNotArriveInTimeIsToldSo() throws Exception {
    try (HttpFixture fixture = fixture(limits(1000, 1000, SHORT, 10))) {
      for (String part :
          List.of(
              "POST " + INFER + " HTTP/1.1\r\n",
              "POST " + INFER + " HTTP/1.1\r\nHost: x\r\nX-Slo",
              "POST " + INFER + " HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n",
              "POST " + INFER + " HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{\"inputs")) {
        try (HttpExchange exchange = HttpExchange.to(fixture.port())) {
          exchange.send(part);
          Reply reply = exchange.receive();
          assertThat(reply.status()).as(part).isEqualTo(408);
          assertThat(reply.header("Connection")).isEqualTo("close");
          assertThat(reply.error()).contains("did not arrive in time");
          assertThat(exchange.isAtEnd()).isTrue();
        }
      }
      // Nothing is held of them, and the next is answered.
      awaitNoBodies(fixture);
      assertThat(HttpExchange.post(fixture.port(), INFER, ONE).status()).isEqualTo(200);
    }
  }

  private static void awaitNoBodies(HttpFixture fixture) throws InterruptedException {
    while (fixture.server().bodyBytes() > 0) {
      Thread.sleep(Duration.ofMillis(5));
    }
  }

  @Test
  void anAnswerThatIsNotThereInTimeIsGivenUp() throws Exception {
    ServedGatedTarget target = new ServedGatedTarget();
    try (HttpFixture fixture =
        new HttpFixture(
            folder,
            HttpFixture.settings(limits(1000, 1000, SHORT, 10)),
            Engine.Limits.DEFAULT,
            target)) {
      target.shut();
      Reply reply = HttpExchange.post(fixture.port(), INFER, ONE);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.error()).contains("not there in time");
      target.open();
      assertThat(HttpExchange.post(fixture.port(), INFER, ONE).status()).isEqualTo(200);
    }
  }

  @Test
  void moreRowsThanMayWaitAreSentAway() throws Exception {
    ServedGatedTarget target = new ServedGatedTarget();
    try (HttpFixture fixture =
            new HttpFixture(
                folder,
                HttpFixture.settings(ServerLimits.DEFAULT),
                new Engine.Limits(1, 2),
                target);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      target.shut();
      List<Future<Reply>> waiting = new ArrayList<>();
      waiting.add(threads.submit(() -> HttpExchange.post(fixture.port(), INFER, ONE)));
      target.awaitWork();
      for (int i = 0; i < 2; i++) {
        waiting.add(threads.submit(() -> HttpExchange.post(fixture.port(), INFER, ONE)));
      }
      while (fixture.digits().waiting() < 2) {
        Thread.sleep(Duration.ofMillis(2));
      }
      Reply busy = HttpExchange.post(fixture.port(), INFER, ONE);
      assertThat(busy.status()).isEqualTo(429);
      assertThat(busy.header("Retry-After")).isEqualTo("1");
      assertThat(busy.error()).contains("waiting");
      double[] three = new double[3 * INPUTS];
      assertThat(HttpExchange.post(fixture.port(), INFER, HttpFixture.body(three)).error())
          .contains("at most 2 may wait");
      target.open();
      for (Future<Reply> reply : waiting) {
        assertThat(reply.get().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void bodiesTakeNoMoreTogetherThanTheyMay() throws Exception {
    try (HttpFixture fixture = fixture(limits(1000, 1500, Duration.ofSeconds(30), 10));
        HttpExchange slow = HttpExchange.to(fixture.port())) {
      slow.send("POST " + INFER + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
      while (fixture.server().bodyBytes() < 1000) {
        Thread.sleep(Duration.ofMillis(2));
      }
      String long900 = ONE + " ".repeat(900 - ONE.length());
      Reply reply = HttpExchange.post(fixture.port(), INFER, long900);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.error()).contains("too many requests are under way");
      assertThat(HttpExchange.post(fixture.port(), INFER, ONE).status()).isEqualTo(200);
    }
  }

  @Test
  void furtherConnectionsWaitForTheirTurn() throws Exception {
    try (HttpFixture fixture = fixture(limits(1000, 1000, Duration.ofSeconds(30), 2));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpExchange first = HttpExchange.to(fixture.port());
      HttpExchange second = HttpExchange.to(fixture.port());
      assertThat(first.ask("POST", INFER, ONE).status()).isEqualTo(200);
      assertThat(second.ask("POST", INFER, ONE).status()).isEqualTo(200);
      Future<Reply> third = threads.submit(() -> HttpExchange.post(fixture.port(), INFER, ONE));
      assertThat(first.ask("POST", INFER, ONE).status()).isEqualTo(200);
      assertThat(third.isDone()).isFalse();
      second.close();
      assertThat(third.get().status()).isEqualTo(200);
      first.close();
    }
  }

  @Test
  void theEndWaitsForWhatIsUnderWayAndRefusesTheRest() throws Exception {
    ServedGatedTarget target = new ServedGatedTarget();
    HttpFixture fixture =
        new HttpFixture(
            folder, HttpFixture.settings(ServerLimits.DEFAULT), Engine.Limits.DEFAULT, target);
    CountDownLatch closed = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpExchange kept = HttpExchange.to(fixture.port())) {
      assertThat(kept.ask("POST", INFER, ONE).status()).isEqualTo(200);
      target.shut();
      Future<Reply> underWay = threads.submit(() -> HttpExchange.post(fixture.port(), INFER, ONE));
      target.awaitWork();
      int port = fixture.port();
      Thread end =
          Thread.ofVirtual()
              .start(
                  () -> {
                    fixture.server().close();
                    closed.countDown();
                  });
      // The end has begun once the server says so.
      while (HttpExchange.get(port, "/v2").status() != 503) {
        Thread.sleep(Duration.ofMillis(2));
      }
      Reply late = kept.ask("POST", INFER, ONE);
      assertThat(late.status()).isEqualTo(503);
      assertThat(late.header("Connection")).isEqualTo("close");
      assertThat(late.error()).contains("closing");
      assertThat(HttpExchange.get(port, "/v2/health/ready").status()).isEqualTo(503);
      assertThat(closed.getCount()).isEqualTo(1);
      target.open();
      assertThat(underWay.get().status()).isEqualTo(200);
      end.join();
      assertThatThrownBy(() -> HttpExchange.to(port)).isInstanceOf(IOException.class);
    } finally {
      target.open();
      fixture.close();
    }
    assertThat(
            fixture
                .log()
                .lines()
                .filter(line -> line.contains(INFER) && line.contains("\"status\":200")))
        .hasSize(2);
  }

  @Test
  void theLogHasALineForEachRequest() throws Exception {
    HttpFixture fixture = fixture(ServerLimits.DEFAULT);
    try (fixture) {
      HttpExchange.post(
          fixture.port(), INFER, ONE.replaceFirst("\\{", "{\"id\":\"\\\\n\\\\\"x\","));
      HttpExchange.get(fixture.port(), "/v2/models/none/ready");
      HttpExchange.get(fixture.adminPort(), "/v1/state");
    }
    List<tools.jackson.databind.JsonNode> lines =
        fixture
            .log()
            .lines()
            .map(line -> new tools.jackson.databind.json.JsonMapper().readTree(line))
            .toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst().get("model").stringValue()).isEqualTo("digits");
    assertThat(lines.getFirst().get("version").intValue()).isEqualTo(HttpFixture.VERSION);
    assertThat(lines.getFirst().get("rows").intValue()).isEqualTo(1);
    assertThat(lines.getFirst().get("status").intValue()).isEqualTo(200);
    assertThat(lines.getFirst().get("id").stringValue()).isEqualTo("\n\"x");
    assertThat(lines.get(1).get("status").intValue()).isEqualTo(404);
    assertThat(lines.get(2).get("status").intValue()).isEqualTo(401);
    assertThat(lines.get(2).get("socket").stringValue()).isEqualTo("administration");
    assertThat(fixture.log().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
  }
}
