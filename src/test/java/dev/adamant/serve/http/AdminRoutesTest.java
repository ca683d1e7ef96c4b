package dev.adamant.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.serve.GateSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The administrative interface over real sockets, with a real registry behind it. */
class AdminRoutesTest {

  private static final String ROTATE = "/v1/models/irises/rotate";
  private static final String ROLLBACK = "/v1/models/irises/rollback";

  private static AdminRig rig;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    rig = new AdminRig(folder);
    rig.publish(1.01);
    rig.publish(-9);
    rig.publish(1.02);
    rig.revoke(4);
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("adamant-samples")) {
        assertThat(thread.join(Duration.ofMinutes(1))).as("it ends with its server").isTrue();
      }
    }
  }

  @Test
  void stateSaysWhatIsServedAndWhatIsThere() throws Exception {
    HttpResponse<String> response = rig.get("/v1/state");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    JsonNode state = AdminRig.json(response);
    assertThat(state.at("/server/target/name").stringValue()).isEqualTo("native");
    assertThat(Instant.parse(state.at("/server/started").stringValue()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(10)), Instant.now());
    assertThat(state.at("/ledger/head").stringValue()).isEqualTo(rig.registry().state().head());
    assertThat(state.at("/ledger/sequence").longValue())
        .isEqualTo(rig.registry().state().sequence());
    assertThat(state.at("/memory/liveBytes").longValue()).isPositive();
    assertThat(state.at("/gate/maxDivergence").doubleValue()).isEqualTo(0.1);
    JsonNode model = state.at("/models/0");
    assertThat(model.get("name").stringValue()).isEqualTo("irises");
    assertThat(model.at("/live/metrics/testAccuracy").stringValue()).isEqualTo("0.96875");
    assertThat(model.at("/live/heldBytes").longValue()).isPositive();
    assertThat(model.at("/live/modelSha256").stringValue())
        .isEqualTo(rig.registry().state().live("irises").orElseThrow().record().modelSha256());
    assertThat(model.get("versions")).hasSize(4);
    assertThat(model.at("/versions/3/state").stringValue()).isEqualTo("revoked");
    assertThat(model.at("/versions/3/revoked").stringValue())
        .isEqualTo("its samples were mislabelled");
    assertThat(model.at("/decisions/0/action").stringValue()).isEqualTo("rotated");
    assertThat(model.at("/decisions/0/checks")).isNotEmpty();
  }

  @Test
  void rotatesRollsBackAndRefuses() throws Exception {
    HttpResponse<String> rotated = rig.post(ROTATE, "{\"version\":2}");
    assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(200);
    JsonNode decision = AdminRig.json(rotated);
    assertThat(decision.get("action").stringValue()).isEqualTo("rotated");
    assertThat(decision.get("to").intValue()).isEqualTo(2);
    assertThat(decision.get("hash").stringValue()).isEqualTo(rig.registry().state().head());
    assertThat(decision.get("sequence").longValue()).isEqualTo(rig.registry().state().sequence());
    JsonNode model = rig.model();
    assertThat(model.at("/live/version").intValue()).isEqualTo(2);
    assertThat(model.at("/live/since")).isEqualTo(decision.get("time"));
    assertThat(model.get("previous").intValue()).isEqualTo(1);
    assertThat(model.at("/versions/0/state").stringValue()).isEqualTo("previous");
    assertThat(model.at("/versions/1/state").stringValue()).isEqualTo("live");
    assertThat(model.at("/versions/2/state").stringValue()).isEqualTo("ready");

    HttpResponse<String> refused = rig.post(ROTATE, "{\"version\":3,\"maxAccuracyLoss\":1}");
    assertThat(refused.statusCode()).isEqualTo(409);
    JsonNode checks = AdminRig.json(refused).get("checks");
    JsonNode last = checks.get(checks.size() - 1);
    assertThat(last.get("name").stringValue()).isEqualTo("divergence");
    assertThat(last.get("passed").booleanValue()).isFalse();
    assertThat(Double.parseDouble(last.at("/measures/divergence").stringValue()))
        .isGreaterThan(Double.parseDouble(last.at("/measures/threshold").stringValue()));
    assertThat(rig.model().at("/live/version").intValue()).isEqualTo(2);

    HttpResponse<String> tight = rig.post(ROTATE, "{\"version\":1,\"maxDivergence\":0}");
    assertThat(tight.statusCode()).as("a limit of its own").isEqualTo(409);
    assertThat(rig.post(ROTATE, "{\"version\":4}").statusCode()).as("revoked").isEqualTo(409);

    String head = rig.registry().state().head();
    HttpResponse<String> again = rig.post(ROTATE, "{\"version\":2}");
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(AdminRig.json(again).get("action").stringValue()).isEqualTo("unchanged");
    assertThat(rig.registry().state().head()).as("no entry").isEqualTo(head);

    HttpResponse<String> back = rig.post(ROLLBACK, "");
    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(AdminRig.json(back).get("action").stringValue()).isEqualTo("rolled-back");
    assertThat(rig.model().at("/live/version").intValue()).isEqualTo(1);
  }

  @Test
  void whatARequestDoesNotSayIsAsTheServerHasIt(@TempDir Path folder) throws Exception {
    GateSettings strict = new GateSettings(0, 0.5, 0, Duration.ofSeconds(9));
    try (AdminRig own = new AdminRig(folder, strict)) {
      JsonNode gate = AdminRig.json(own.get("/v1/state")).get("gate");
      assertThat(gate.get("maxDivergence").doubleValue()).isZero();
      assertThat(gate.get("maxAccuracyLoss").doubleValue()).isEqualTo(0.5);
      assertThat(gate.get("shadowSeconds").intValue()).isEqualTo(9);
      own.publish(1.01);
      assertThat(own.post(ROTATE, "{\"version\":2}").statusCode()).isEqualTo(409);
      assertThat(own.post(ROTATE, "{\"version\":2,\"maxDivergence\":0.1}").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void historyIsInOrderAndInPieces() throws Exception {
    String path = "/v1/models/irises/history";
    JsonNode all = AdminRig.json(rig.get(path));
    assertThat(all.get("more").booleanValue()).isFalse();
    JsonNode entries = all.get("entries");
    assertThat(entries.get(0).get("kind").stringValue()).isEqualTo("version");
    long second = entries.get(1).get("sequence").longValue();
    JsonNode after = AdminRig.json(rig.get(path + "?after=" + second)).get("entries");
    assertThat(after.size()).isGreaterThanOrEqualTo(entries.size() - 2);
    assertThat(after.get(0)).isEqualTo(entries.get(2));
    JsonNode before = AdminRig.json(rig.get(path + "?before=" + second)).get("entries");
    assertThat(before).hasSize(1);
    assertThat(before.get(0)).isEqualTo(entries.get(0));
    assertThat(rig.get(path + "?after=-1").statusCode()).isEqualTo(400);
    assertThat(rig.get(path + "?after=1e3").statusCode()).isEqualTo(400);
    assertThat(rig.get("/v1/models/roses/history").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "3",
        "{}",
        "{\"version\":0}",
        "{\"version\":-1}",
        "{\"version\":1.5}",
        "{\"version\":\"2\"}",
        "{\"version\":99999999999}",
        "{\"version\":2,\"version\":3}",
        "{\"version\":2} {}",
        "{\"version\":2,\"force\":true}",
        "{\"version\":2,\"maxDivergence\":-1}",
        "{\"version\":2,\"maxDivergence\":\"0.1\"}",
        "{\"version\":2,\"maxDivergence\":1e999}",
        "{\"version\":2,\"maxDivergence\":NaN}",
        "{\"version\":2,\"maxAccuracyLoss\":null}",
        "{\"version\":2,\"shadowRows\":1.5}",
        "{\"version\":2,\"shadowRows\":-1}",
        "{\"version\":2,\"shadowSeconds\":0}",
        "{\"version\":2,\"shadowSeconds\":1e9}",
      })
  void malformedWishesAreToldApart(String body) throws Exception {
    long before = rig.registry().state().sequence();
    HttpResponse<String> response = rig.post(ROTATE, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(AdminRig.json(response).get("error").stringValue()).isNotBlank();
    assertThat(rig.registry().state().sequence()).as("nothing was decided").isEqualTo(before);
  }

  @Test
  void deepJsonIsMalformed() throws Exception {
    String deep = "{\"version\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(rig.post(ROTATE, deep).statusCode()).isEqualTo(400);
    assertThat(rig.post(ROLLBACK, "{\"version\":1}").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    for (String body : new String[] {"{\"version\":5}", "{\"version\":2147483647}"}) {
      HttpResponse<String> response = rig.post(ROTATE, body);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(AdminRig.json(response).get("error").stringValue()).contains("the newest is 4");
    }
    assertThat(rig.post("/v1/models/roses/rotate", "{\"version\":1}").statusCode()).isEqualTo(404);
    assertThat(rig.post("/v1/models/..%2f..%2fetc/rotate", "{\"version\":1}").statusCode())
        .isIn(400, 404);
    assertThat(rig.get("/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(rig.get(ROTATE).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/state",
    "GET,/v1/models/irises/history",
    "GET,/v1/models/irises/load",
    "POST,/v1/models/irises/rotate",
    "POST,/v1/models/irises/rollback",
    "GET,/metrics",
    "GET,/v1/nothing",
    "DELETE,/v1/state"
  })
  void nothingWithoutTheToken(String method, String path) throws Exception {
    for (String header :
        new String[] {null, "Basic YTpi", "Bearer", "Bearer another-token-12345"}) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(rig.address(path)))
              .method(method, HttpRequest.BodyPublishers.noBody());
      if (header != null) {
        request.header("Authorization", header);
      }
      HttpResponse<String> response = rig.send(request.build());
      assertThat(response.statusCode()).as(path + " with " + header).isIn(401, 403);
      assertThat(AdminRig.json(response).size()).as("nothing but the error").isEqualTo(1);
    }
  }

  @Test
  void metricsInBothFormats() throws Exception {
    HttpResponse<String> text = rig.get("/metrics");
    assertThat(text.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(text.body()).contains("adamant_memory_bytes");
    HttpRequest request =
        rig.request("/metrics").header("Accept", "application/openmetrics-text").build();
    assertThat(rig.send(request).body()).endsWith("# EOF\n");
  }

  @Test
  void loadIsSampled() throws Exception {
    rig.metrics().request("irises", 200, 1_500_000);
    JsonNode load = AdminRig.json(rig.get("/v1/models/irises/load?after=0"));
    assertThat(load.get("samples")).isNotEmpty();
    assertThat(load.at("/samples/0/sequence").longValue()).isEqualTo(1);
    long last = load.get("last").longValue();
    assertThat(AdminRig.json(rig.get("/v1/models/irises/load?after=" + last + 1000)).get("samples"))
        .isEmpty();
  }

  @Test
  void noAnswerNamesAFileOrAClass() throws Exception {
    for (HttpResponse<String> response :
        List.of(
            rig.get("/v1/state"),
            rig.post(ROTATE, "{\"version\":3}"),
            rig.post(ROTATE, "{\"version\":\"/etc\"}"),
            rig.get("/v1/models/irises/history?after=x"))) {
      assertThat(response.body())
          .doesNotContain(rig.folder().toString())
          .doesNotContain("Exception")
          .doesNotContain("dev.adamant")
          .doesNotContain("at java.");
    }
    assertThat(
            AdminState.withoutPaths(
                "version 2 cannot be served: /var/lib/adamant/objects/ab/abcd: no such file"))
        .isEqualTo("version 2 cannot be served: abcd: no such file");
    assertThat(AdminState.withoutPaths("at /quires is 1/2 and 0.1 nats/sample"))
        .isEqualTo("at /quires is 1/2 and 0.1 nats/sample");
  }

  @Test
  void pageIsServedUnderAStrictPolicy() throws Exception {
    for (String path : new String[] {"/", "/page.css", "/page.js", "/page-view.js"}) {
      HttpResponse<String> response =
          rig.send(HttpRequest.newBuilder(URI.create(rig.address(path))).build());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
          .contains("default-src 'none'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
      assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
      assertThat(response.headers().firstValue("referrer-policy")).hasValue("no-referrer");
      assertThat(response.body()).as("what a build might have replaced").doesNotContain("${");
    }
    assertThat(rig.get("/v1/state").headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(rig.get("/AdminRoutes.class").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,200",
    "LocalHost:8081,200",
    "127.0.0.1,200",
    "[::1]:1,200",
    "evil.example,421",
    "localhost.evil.example,421",
    "127.0.0.1.evil.example,421",
  })
  void namesThatLeadHereAreNotThisServer(String host, int status) throws Exception {
    assertThat(raw("GET / HTTP/1.1\r\nHost: " + host)).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/irises/history?after=%zz",
        "/v1/models/irises/history?after=%ff",
        "/v1/models/irises/history?after",
        "/v1/models/irises/history?after=1&after=2",
        "/v1/models/irises/history?%",
        "/v1/models/irises/load?after=999999999999999999",
        "/v1/models/%zz/history",
        "/v1/models/%00/history",
        "/v1/models/%ff%fe/load",
        "/v1/models/../../etc/passwd",
        "/v1/models/%2e%2e/history",
        "/%2e%2e/page.css",
        "/page.css/../PageFiles.class",
        "/v1//state",
        "//",
      })
  void strangeAddressesAreNoFailures(String path) throws Exception {
    String answer =
        raw(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + AdminRig.TOKEN);
    assertThat(answer).matches("(?s)HTTP/1.1 (200|400|404) .*");
    assertThat(answer).doesNotContain("Exception").doesNotContain("root:");
  }

  /** The whole answer to a request, of which these are the lines but for the last. */
  private static String raw(String request) throws IOException {
    URI address = URI.create(rig.address("/"));
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(30_000);
      String text = request + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
