package dev.adamant.serve.http;

import static dev.adamant.serve.http.HttpFixture.INFER;
import static dev.adamant.serve.http.HttpFixture.INPUTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.serve.http.HttpExchange.Reply;
import dev.adamant.train.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Malformed requests over sockets: none is a failure of the server, none is told what is inside it,
 * and nothing of them stays. With -Dadamant.fuzzRequests=100000 as many.
 */
class FuzzTest {

  private static final int REQUESTS = Integer.getInteger("adamant.fuzzRequests", 3000);
  private static final int CLIENTS = 4;
  private static final long HEAP_SLACK = 24L << 20;

  /** Stack traces, names of classes, paths. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|Error:|\\tat |java\\.|helidon|jackson|adamant\\.|/tmp|/home|/work");

  @TempDir private Path folder;

  @Test
  void malformedRequestsAreRefusedAndLeaveNothing() throws Exception {
    long regions = HttpFixture.regions();
    Map<Integer, Integer> statuses = new TreeMap<>();
    try (HttpFixture fixture = new HttpFixture(folder)) {
      fuzz(fixture, 1, REQUESTS / 10, new TreeMap<>());
      long before = heap();
      fuzz(fixture, 2, REQUESTS, statuses);
      while (fixture.server().bodyBytes() > 0) {
        Thread.sleep(Duration.ofMillis(5));
      }
      assertThat(fixture.digits().leases()).isZero();
      assertThat(fixture.digits().waiting()).isZero();
      assertThat(heap()).isLessThan(before + HEAP_SLACK);
      assertThat(fixture.server().connectionsWatched()).isLessThanOrEqualTo(2 * CLIENTS);
    }
    assertThat(HttpFixture.regions()).isEqualTo(regions);
    // It is no test of refusals if nothing is refused, or nothing gets so far as to be answered.
    assertThat(statuses.keySet()).contains(200, 400, 404, 411, 413);
    assertThat(statuses.keySet()).allMatch(status -> status < 500);
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(Duration.ofMillis(150));
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void fuzz(
      HttpFixture fixture, long seed, int count, Map<Integer, Integer> statuses) throws Exception {
    List<Callable<Void>> clients = new ArrayList<>();
    for (int c = 0; c < CLIENTS; c++) {
      Malformed source = new Malformed(seed * 100 + c);
      Random random = new Random(seed * 100 + c);
      clients.add(
          () -> {
            for (int i = 0; i < count / CLIENTS; i++) {
              byte[] request = source.next();
              try {
                for (Reply reply : replies(fixture.port(), request)) {
                  check(reply);
                  synchronized (statuses) {
                    statuses.merge(reply.status(), 1, Integer::sum);
                  }
                }
                if (i % 50 == 0) {
                  good(fixture, random);
                }
              } catch (AssertionError | RuntimeException | IOException e) {
                throw new AssertionError(
                    "request "
                        + i
                        + ": "
                        + new String(request, java.nio.charset.StandardCharsets.ISO_8859_1),
                    e);
              }
            }
            return null;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> client : threads.invokeAll(clients)) {
        client.get();
      }
    }
  }

  /** All that comes back; where the server cuts the connection, what came before. */
  private static List<Reply> replies(int port, byte[] request) throws IOException {
    List<Reply> replies = new ArrayList<>();
    try (HttpExchange exchange = HttpExchange.to(port)) {
      try {
        exchange.send(request);
        exchange.endOfOutput();
        for (Reply reply = exchange.receive(); reply != null; reply = exchange.receive()) {
          replies.add(reply);
        }
      } catch (java.net.SocketException e) {
        // It was told that no more is wanted.
      }
    }
    return replies;
  }

  private static void check(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isLessThan(500);
    assertThat(reply.text()).doesNotContainPattern(INSIDE);
    if (reply.status() >= 400) {
      assertThat(reply.error()).isNotEmpty();
    }
    assertThat(reply.headers().values()).noneMatch(value -> INSIDE.matcher(value).find());
  }

  private static void good(HttpFixture fixture, Random random) throws IOException {
    double[] features = random.doubles(INPUTS, -2, 2).toArray();
    Prediction expected = fixture.predict(features).getFirst();
    Reply reply = HttpExchange.post(fixture.port(), INFER, HttpFixture.body(features));
    for (int i = 0; i < expected.outputs().size(); i++) {
      assertThat(reply.json().get("outputs").get(0).get("data").get(i).doubleValue())
          .isEqualTo(expected.outputs().get(i));
    }
  }
}
