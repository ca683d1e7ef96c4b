package dev.adamant.serve.http;

import dev.adamant.serve.Metrics;
import dev.adamant.serve.ServedModels;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Answers every request of the inference socket, on the virtual thread of its connection. */
final class ProtocolHandler implements Handler {

  private final Access access;
  private final Inference inference;
  private final ModelQueries queries;
  private final Metrics metrics;
  private final RequestLog log;
  private final TimeLimits times;
  private final Traffic traffic;

  /** Of a server; all of it stays the caller's. */
  ProtocolHandler(
      ServerSettings settings,
      ServedModels models,
      Bodies bodies,
      Metrics metrics,
      RequestLog log,
      TimeLimits times,
      Traffic traffic) {
    this.access = new Access(settings.inferenceToken());
    this.inference = new Inference(models, bodies, settings.limits().rows(), times);
    this.queries = new ModelQueries(models, traffic);
    this.metrics = metrics;
    this.log = log;
    this.times = times;
    this.traffic = traffic;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Exchange exchange = new Exchange();
    RequestPath path = RequestPath.of(request.prologue().uriPath().rawPath());
    boolean entered = traffic.enter();
    try {
      answer(entered, path, request, response, exchange);
    } finally {
      if (entered) {
        traffic.leave();
      }
      if (path.kind() == RequestPath.Kind.INFER && exchange.status() > 0) {
        metrics.request(exchange.model(), exchange.status(), exchange.nanos());
      }
      log.add(
          exchange.line(
              "inference",
              request.prologue().method().text(),
              request.prologue().uriPath().rawPath()));
    }
    times.done();
    if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("the last request of its connection");
    }
  }

  private void answer(
      boolean entered,
      RequestPath path,
      ServerRequest request,
      ServerResponse response,
      Exchange exchange) {
    try {
      if (!entered && path.kind() != RequestPath.Kind.LIVE) {
        throw Refusal.last(Status.SERVICE_UNAVAILABLE_503, "the server is closing: ask another");
      }
      route(path, request, response, exchange);
    } catch (Refusal refusal) {
      refuse(refusal, request, response, exchange);
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      exchange.failure(e);
      Status status = Status.INTERNAL_SERVER_ERROR_500;
      refuse(
          Refusal.last(status, "the server has failed: its log says why"),
          request,
          response,
          exchange);
    }
  }

  private void route(
      RequestPath path, ServerRequest request, ServerResponse response, Exchange exchange)
      throws Refusal {
    boolean health = path.kind() == RequestPath.Kind.LIVE || path.kind() == RequestPath.Kind.READY;
    if (!health) {
      // Probes of health have no tokens, and learn nothing.
      access.check(request);
    }
    if (path.kind() == RequestPath.Kind.UNKNOWN) {
      throw Refusal.of(
          Status.NOT_FOUND_404,
          "there is nothing at this address: the protocol begins at /v2, a model's part at"
              + " /v2/models/NAME; the names are in /v1/state of the administration");
    }
    boolean infer = path.kind() == RequestPath.Kind.INFER;
    Method method = infer ? Method.POST : Method.GET;
    if (!request.prologue().method().equals(method)) {
      response.header(HeaderNames.ALLOW, method.text());
      throw Refusal.last(
          Status.METHOD_NOT_ALLOWED_405, "this address takes " + method.text() + " alone");
    }
    if (infer) {
      inference.answer(path, request, response, exchange);
    } else {
      queries.answer(path, response, exchange);
    }
  }

  private void refuse(
      Refusal refusal, ServerRequest request, ServerResponse response, Exchange exchange) {
    if (times.refuse()) {
      // It has been answered already: the request did not arrive in time.
      exchange.status(Status.REQUEST_TIMEOUT_408.code());
      throw new CloseConnectionException("a request that did not arrive in time");
    }
    exchange.status(refusal.status().code());
    refusal.send(response, request.prologue().method().equals(Method.HEAD));
    if (refusal.last()) {
      times.linger();
      Bodies.linger(request);
    }
  }
}
