package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.record.Decision;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** {@code adamant rotate} and {@code rollback}, against a server that says what a test wants. */
class RotateCommandTest {

  private static final String TOKEN = "a token of no server at all".replace(' ', '-');

  @TempDir private Path folder;

  private final List<String> requests = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private HttpServer server;
  private int status;
  private boolean isInference;
  private String answer;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Path token = Files.writeString(folder.resolve("admin.token"), TOKEN + "\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String path = exchange.getRequestURI().getPath();
    boolean isHealth = path.equals("/v2/health/live");
    boolean isState = path.equals("/v1/state");
    byte[] body = (isState ? STATE : answer).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        isState ? 200 : isHealth ? (isInference ? 200 : 404) : status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static final String STATE =
      """
      {"models":[
        {"name":"other","versions":[{"version":9,"revoked":null,"collected":false}]},
        {"name":"digits","versions":[
          {"version":1,"revoked":null,"collected":false},
          {"version":2,"revoked":null,"collected":false},
          {"version":3,"revoked":null,"collected":true},
          {"version":4,"revoked":"it was bad","collected":false}]}]}
      """;

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static String decision(Decision.Action action, int from, int to) {
    boolean refused = action == Decision.Action.REFUSED;
    return new Decision(
            action,
            "digits",
            from,
            to,
            List.of(
                new Decision.Check(
                    "signature", true, "it is signed", new TreeMap<>(Map.of("millis", "0.125"))),
                new Decision.Check(
                    "divergence",
                    !refused,
                    refused ? "it is too far" : "it is near enough",
                    new TreeMap<>(Map.of("divergence", "0.2", "millis", "12.5")))))
        .json()
        .put("sequence", 17)
        .toString();
  }

  private Outcome run(CommandLine command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--registry", folder.toString()));
    if (!all.contains("--server")) {
      all.addAll(List.of("--server", address()));
    }
    int exit =
        command
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Outcome(exit, out.toString(), err.toString());
  }

  private Outcome rotate(String... arguments) {
    return run(RotateCommand.commandLine(), arguments);
  }

  @Test
  void rotates() {
    status = 200;
    answer = decision(Decision.Action.ROTATED, 2, 3);
    Outcome outcome = rotate("digits", "3");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly(
            "passed  signature     0.125 ms  it is signed",
            "passed  divergence     12.5 ms  it is near enough",
            "digits: version 3 is live, after 2, entry 17");
    assertThat(requests).containsExactly("POST /v1/models/digits/rotate Bearer " + TOKEN);
    assertThat(bodies).containsExactly("{\"version\":3}");
  }

  @Test
  void whatIsAskedOfTheGateIsPassedOn() {
    status = 200;
    answer = decision(Decision.Action.ROTATED, 0, 1);
    Outcome outcome =
        rotate(
            "digits",
            "1",
            "--max-divergence=0.5",
            "--max-accuracy-loss=0.25",
            "--shadow=100",
            "--shadow-seconds=7",
            "--json");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    JsonNode body = CommandRun.json(bodies.getFirst());
    assertThat(body)
        .isEqualTo(
            CommandRun.json(
                "{\"version\":1,\"maxDivergence\":0.5,\"maxAccuracyLoss\":0.25,"
                    + "\"shadowRows\":100,\"shadowSeconds\":7}"));
    assertThat(CommandRun.json(outcome.out())).isEqualTo(CommandRun.json(answer));
  }

  @Test
  void theNewestIsOneThatMayBeServed() {
    status = 200;
    answer = decision(Decision.Action.ROTATED, 1, 2);
    assertThat(rotate("digits", "newest").status()).isZero();
    assertThat(requests.getFirst()).startsWith("GET /v1/state ");
    assertThat(bodies.getLast()).isEqualTo("{\"version\":2}");
    Outcome outcome = rotate("unknown", "newest");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("the server has no version of unknown");
  }

  @Test
  void aRefusalIsStatusOne() {
    status = 409;
    answer = decision(Decision.Action.REFUSED, 2, 3);
    Outcome outcome = rotate("digits", "3");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out().lines())
        .endsWith(
            "FAILED  divergence     12.5 ms  it is too far",
            "digits: version 3 was refused, version 2 stays live, entry 17");
  }

  @Test
  void rollsBack() {
    status = 200;
    answer = decision(Decision.Action.ROLLED_BACK, 3, 2);
    Outcome outcome = run(RollbackCommand.commandLine(), "digits");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out()).endsWith("digits: version 2 is live again, after 3, entry 17\n");
    assertThat(requests).containsExactly("POST /v1/models/digits/rollback Bearer " + TOKEN);

    status = 409;
    answer = "{\"error\":\"no version of digits was live before\"}";
    outcome = run(RollbackCommand.commandLine(), "digits");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).isEqualTo("rollback: no version of digits was live before\n");
  }

  @Test
  void aVersionThatIsLiveAlreadyIsNoFailure() {
    status = 200;
    answer = "{\"action\":\"unchanged\",\"model\":\"digits\",\"from\":2,\"to\":2}";
    Outcome outcome = rotate("digits", "2");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo("digits: version 2 is live already: nothing has changed\n");
  }

  @Test
  void theOtherPortOfAServerIsTold() {
    isInference = true;
    answer = "{\"error\":\"there is nothing at this address\"}";
    for (int refusal : new int[] {404, 401}) {
      status = refusal;
      Outcome outcome = rotate("digits", "1");
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.err())
          .contains("this is a server's inference port; its administration is usually the next");
    }
    assertThat(requests.getLast()).isEqualTo("GET /v2/health/live null");
  }

  @Test
  void whatIsMalformedIsStatusTwo() {
    for (String[] arguments :
        List.of(
            new String[] {"digits", "first"},
            new String[] {"digits", "0"},
            new String[] {"../digits", "1"},
            new String[] {"digits"},
            new String[] {"digits", "1", "--shadow=many"},
            new String[] {"digits", "1", "--server", "localhost"},
            new String[] {"digits", "1", "--server", "ftp://localhost"},
            new String[] {"digits", "1", "--server", "http://a b"},
            new String[] {"digits", "1", "--tls-certificate", folder + "/admin.token"},
            new String[] {"digits", "1", "--token-file", folder + "/none"})) {
      Outcome outcome = rotate(arguments);
      assertThat(outcome.status()).as("%s: %s", List.of(arguments), outcome.err()).isEqualTo(2);
      assertThat(outcome.err()).isNotBlank().doesNotContain("Exception");
    }
    assertThat(requests).isEmpty();
    status = 404;
    answer = "{\"error\":\"there is no version 8 of digits: the newest is 4\"}";
    Outcome outcome = rotate("digits", "8");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("there is no version 8 of digits: the newest is 4");
  }

  @Test
  void aServerThatDoesNotAnswerAsItShouldIsStatusOne() throws IOException {
    answers(401, "{\"error\":\"a bearer token is needed\"}", "does not take this token: a bearer");
    answers(503, "{\"error\":\"the registry cannot be read\"}", "failed: the registry cannot be");
    answers(200, "<html>", "is not the administrative address of a server of Adamant");
    answers(200, "[]", "is not the administrative address of a server of Adamant");
    answers(200, "{}", "the server has decided nothing");
    server.stop(0);
    Outcome outcome = rotate("digits", "1");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("no server answers at " + address());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private void answers(int how, String what, String message) {
    status = how;
    answer = what;
    Outcome outcome = rotate("digits", "1");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains(message).doesNotContain(TOKEN);
  }

  @Test
  void aTokenThatOthersMayReadIsNotUsed() throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("admin.token"), PosixFilePermissions.fromString("rw-r--r--"));
    Outcome outcome = rotate("digits", "1");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("its owner alone may have any access to a token");
    assertThat(requests).isEmpty();
  }
}
