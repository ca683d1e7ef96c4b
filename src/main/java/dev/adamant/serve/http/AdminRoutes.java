package dev.adamant.serve.http;

import dev.adamant.record.Decision;
import dev.adamant.record.RegistryState;
import dev.adamant.record.RegistryState.Version;
import dev.adamant.record.SignedEntry;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The administrative interface: the state of the server, its history, rotations and roll-backs, as
 * JSON, the exposition of the metrics, and the page that shows all of it. Everything but the files
 * of the page needs the bearer token.
 */
final class AdminRoutes implements HttpService {

  private static final String JSON = "application/json";
  private static final String OPEN_METRICS = "application/openmetrics-text";

  /** An answer that is complete before any of it is sent. */
  @SuppressWarnings("ArrayRecordComponent") // made for one reader
  private record Answer(Status status, String type, byte[] content) {

    static Answer of(Status status, ObjectNode node) {
      return new Answer(status, JSON, node.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Answer of(ObjectNode node) {
      return of(Status.OK_200, node);
    }
  }

  /** Makes an answer. */
  private interface Question {
    Answer ask(ServerRequest request) throws Refusal, IOException;
  }

  private final AdminParts parts;
  private final Access access;
  private final Bodies bodies;
  private final InstantSource clock;
  private final AdminSamples samples;

  /**
   * Of a server.
   *
   * @param access who may
   * @param bodies reads bodies within the limits of the server
   */
  AdminRoutes(AdminParts parts, Access access, Bodies bodies, InstantSource clock) {
    this.parts = parts;
    this.access = access;
    this.bodies = bodies;
    this.clock = clock;
    this.samples = new AdminSamples(parts.models(), parts.metrics(), clock);
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .any(AdminOrigin::check)
        .register(new PageFiles())
        .get("/v1/state", guarded(this::state))
        .get("/v1/models/{model}/history", guarded(this::history))
        .get("/v1/models/{model}/load", guarded(this::load))
        .post("/v1/models/{model}/rotate", guarded(this::rotate))
        .post("/v1/models/{model}/rollback", guarded(this::rollback))
        .get("/metrics", guarded(this::metrics))
        .any(guarded(AdminRoutes::nothing));
  }

  @Override
  public void beforeStart() {
    samples.start();
  }

  @Override
  public void afterStop() {
    samples.close();
  }

  /** Asks for the token first, and tells failures in a sentence. */
  private Handler guarded(Question question) {
    return (request, response) -> {
      boolean head = request.prologue().method().equals(Method.HEAD);
      Answer answer;
      try {
        access.check(request);
        answer = question.ask(request);
      } catch (Refusal refusal) {
        refusal.send(response, head);
        return;
      } catch (IOException e) {
        request.context().get(Exchange.class).ifPresent(exchange -> exchange.failure(e));
        Refusal.of(
                Status.SERVICE_UNAVAILABLE_503,
                "the registry cannot be read or written, and nothing has changed: the log of the"
                    + " server says why")
            .send(response, head);
        return;
      }
      send(response, answer);
    };
  }

  private static void send(ServerResponse response, Answer answer) {
    response
        .status(answer.status())
        .header(HeaderNames.CONTENT_TYPE, answer.type())
        .send(answer.content());
  }

  private Answer state(ServerRequest request) throws IOException {
    return Answer.of(AdminState.json(parts, parts.registry().state(), clock.instant()));
  }

  private Answer history(ServerRequest request) throws Refusal, IOException {
    Long after = sequence(request, "after");
    Long before = sequence(request, "before");
    String model = model(request);
    return Answer.of(AdminEntries.history(known(model), model, after, before));
  }

  private Answer load(ServerRequest request) throws Refusal, IOException {
    Long after = sequence(request, "after");
    String model = model(request);
    known(model);
    return Answer.of(samples.json(model, after == null ? 0 : after));
  }

  private Answer rotate(ServerRequest request) throws Refusal, IOException {
    AdminGate wish = AdminGate.read(body(request), parts.gate());
    String model = model(request);
    List<Version> versions = known(model).versions(model);
    if (wish.version() > versions.size()) {
      throw Refusal.of(
          Status.NOT_FOUND_404,
          "there is no version "
              + wish.version()
              + " of "
              + model
              + ": the newest is "
              + versions.size());
    }
    Optional<Decision> decision =
        parts.rotator().rotateUnlessLive(model, wish.version(), wish.gate());
    return decision.isPresent() ? decided(decision.get()) : unchanged(model, wish.version());
  }

  private static Answer unchanged(String model, int version) {
    return Answer.of(
        JsonMapper.shared()
            .createObjectNode()
            .put("action", "unchanged")
            .put("model", model)
            .put("from", version)
            .put("to", version)
            .put("message", "version " + version + " is live already"));
  }

  private Answer rollback(ServerRequest request) throws Refusal, IOException {
    AdminGate.readNothing(body(request));
    String model = model(request);
    if (known(model).previous(model).isEmpty()) {
      throw Refusal.of(
          Status.CONFLICT_409, "no version of " + model + " was live before the one that is");
    }
    return decided(parts.rotator().rollback(model));
  }

  private Answer decided(Decision decision) throws IOException {
    Optional<SignedEntry> entry = AdminEntries.find(parts.registry().state(), decision);
    Status status =
        decision.action() == Decision.Action.REFUSED ? Status.CONFLICT_409 : Status.OK_200;
    return Answer.of(status, entry.map(AdminEntries::json).orElseGet(decision::json));
  }

  private Answer metrics(ServerRequest request) {
    boolean open = request.headers().first(HeaderNames.ACCEPT).orElse("").contains(OPEN_METRICS);
    return open
        ? new Answer(
            Status.OK_200,
            OPEN_METRICS + "; version=1.0.0; charset=utf-8",
            parts.metrics().openMetrics())
        : new Answer(
            Status.OK_200, "text/plain; version=0.0.4; charset=utf-8", parts.metrics().text());
  }

  private static Answer nothing(ServerRequest request) throws Refusal {
    throw Refusal.of(
        Status.NOT_FOUND_404, "there is nothing at this address for this method: see /v1/state");
  }

  private static String model(ServerRequest request) {
    return request.path().pathParameters().get("model");
  }

  /** What the registry comes to, when it has that model. */
  private RegistryState known(String model) throws Refusal, IOException {
    RegistryState state = parts.registry().state();
    if (state.versions(model).isEmpty()) {
      throw Refusal.of(
          Status.NOT_FOUND_404,
          "there is no model "
              + model
              + " in the registry: adamant registry list names those that are");
    }
    return state;
  }

  private static Long sequence(ServerRequest request, String name) throws Refusal {
    Optional<String> text = request.query().first(name).asOptional();
    if (text.isEmpty()) {
      return null;
    }
    if (!text.get().matches("[0-9]{1,18}")) {
      throw Refusal.malformed(name + " is no number of an entry");
    }
    return Long.valueOf(text.get());
  }

  private byte[] body(ServerRequest request) throws Refusal {
    int length = bodies.check(request);
    byte[] body = bodies.read(request, length);
    bodies.release(length);
    return body;
  }
}
