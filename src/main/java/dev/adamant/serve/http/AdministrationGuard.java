package dev.adamant.serve.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.NotFoundException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Stands before every request of the administrative socket: lengths, time, log, and failures that
 * nothing else tells. Who may is asked behind it, by {@link AdminRoutes}.
 */
final class AdministrationGuard implements Filter {

  private final HttpService service;
  private final Bodies bodies;
  private final RequestLog log;
  private final TimeLimits times;
  private final Traffic traffic;

  /** Of a server; all of it stays the caller's. */
  AdministrationGuard(
      HttpService service, Bodies bodies, RequestLog log, TimeLimits times, Traffic traffic) {
    this.service = service;
    this.bodies = bodies;
    this.log = log;
    this.times = times;
    this.traffic = traffic;
  }

  /** What the socket answers, behind this guard. */
  HttpRouting.Builder routing() {
    return HttpRouting.builder()
        .addFilter(this)
        .register(service)
        .error(NotFoundException.class, (request, response, e) -> notFound(request, response))
        .error(Throwable.class, this::failed);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Exchange exchange = new Exchange();
    String path = request.prologue().uriPath().rawPath();
    boolean entered = traffic.enter();
    try {
      if (!entered) {
        throw Refusal.last(Status.SERVICE_UNAVAILABLE_503, "the server is closing");
      }
      bodies.check(request);
      // Whoever has the token may take time: a rotation waits for the traffic that it compares on.
      if (!times.work()) {
        exchange.status(Status.REQUEST_TIMEOUT_408.code());
        throw new CloseConnectionException("a request that did not arrive in time");
      }
      request.context().register(Exchange.class, exchange);
      chain.proceed();
      exchange.status(response.status().code());
    } catch (Refusal refusal) {
      refuse(refusal, request, response, exchange);
    } finally {
      if (entered) {
        traffic.leave();
      }
      log.add(exchange.line("administration", request.prologue().method().text(), path));
    }
    times.done();
    if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("the last request of its connection");
    }
  }

  private void refuse(
      Refusal refusal, ServerRequest request, ServerResponse response, Exchange exchange) {
    times.send();
    exchange.status(refusal.status().code());
    refusal.send(response, request.prologue().method().equals(Method.HEAD));
    if (refusal.last()) {
      times.linger();
      Bodies.linger(request);
    }
  }

  private static void notFound(ServerRequest request, ServerResponse response) {
    boolean head = request.prologue().method().equals(Method.HEAD);
    Refusal.of(Status.NOT_FOUND_404, "there is nothing at this address, or not by this method")
        .send(response, head);
  }

  private void failed(ServerRequest request, ServerResponse response, Throwable failure) {
    request.context().get(Exchange.class).ifPresent(exchange -> exchange.failure(failure));
    Refusal.last(Status.INTERNAL_SERVER_ERROR_500, "the server has failed: its log says why")
        .send(response, false);
  }
}
