package dev.adamant.serve.http;

import dev.adamant.serve.Engine;
import dev.adamant.serve.ServedModel;
import dev.adamant.serve.ServedModels;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/** What the protocol has besides inference: whether something is ready, and what it is. */
final class ModelQueries {

  private final ServedModels models;
  private final Traffic traffic;

  /** Of these models. */
  ModelQueries(ServedModels models, Traffic traffic) {
    this.models = models;
    this.traffic = traffic;
  }

  /** Answers. */
  void answer(RequestPath path, ServerResponse response, Exchange exchange) throws Refusal {
    switch (path.kind()) {
      case SERVER -> send(response, exchange, Status.OK_200, Metadata.server());
      case LIVE -> send(response, exchange, Status.OK_200, Metadata.health(ready()));
      case READY -> {
        boolean ready = ready();
        send(response, exchange, status(ready), Metadata.health(ready));
      }
      case MODEL -> {
        ServedModel model = find(models, path, exchange);
        Engine engine = model.live();
        if (engine == null) {
          throw nothingLive(path);
        }
        check(engine, path);
        send(response, exchange, Status.OK_200, Metadata.model(engine));
      }
      case MODEL_READY -> {
        ServedModel model = find(models, path, exchange);
        Engine engine = model.live();
        if (engine != null) {
          check(engine, path);
        }
        boolean ready = engine != null && !traffic.closing();
        send(response, exchange, status(ready), Metadata.ready(model.name(), ready));
      }
      case INFER, UNKNOWN -> throw new IllegalArgumentException(path + " is no query");
    }
  }

  /** The model that a path names. */
  static ServedModel find(ServedModels models, RequestPath path, Exchange exchange) throws Refusal {
    ServedModel model = models.find(path.model());
    if (model == null) {
      throw Refusal.of(Status.NOT_FOUND_404, "no model of this name is served here");
    }
    exchange.model(model.name());
    return model;
  }

  /** Checks that a version is the one that a path names, where it names one. */
  static void check(Engine live, RequestPath path) throws Refusal {
    String number = Integer.toString(live.version().version());
    if (!path.version().isEmpty() && !path.version().equals(number)) {
      throw Refusal.of(
          Status.NOT_FOUND_404,
          "that version of " + path.model() + " is not live: version " + number + " is");
    }
  }

  /** That a model has no live version. */
  static Refusal nothingLive(RequestPath path) {
    return Refusal.of(Status.SERVICE_UNAVAILABLE_503, "no version of " + path.model() + " is live");
  }

  private boolean ready() {
    boolean any = false;
    for (ServedModel model : models.all()) {
      if (model.live() == null) {
        return false;
      }
      any = true;
    }
    return any && !traffic.closing();
  }

  private static Status status(boolean ready) {
    return ready ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503;
  }

  private static void send(
      ServerResponse response, Exchange exchange, Status status, JsonOut json) {
    exchange.status(status.code());
    response.status(status).header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(json.bytes(), 0, json.length());
  }
}
