package dev.adamant.serve.http;

import dev.adamant.serve.Answer;
import dev.adamant.serve.BusyException;
import dev.adamant.serve.Engine;
import dev.adamant.serve.ServedModel;
import dev.adamant.serve.ServedModels;
import dev.adamant.serve.http.InferenceWriter.Written;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Reads a request for inference, has a version answer it, and sends what it says. */
final class Inference {

  private static final HeaderName JSON_LENGTH =
      HeaderNames.create("Inference-Header-Content-Length");
  private static final HeaderName VERSION = HeaderNames.create("Adamant-Version");

  private final ServedModels models;
  private final Bodies bodies;
  private final int mostRows;
  private final TimeLimits times;

  /** With these models; a request has at most so many rows. */
  Inference(ServedModels models, Bodies bodies, int mostRows, TimeLimits times) {
    this.models = models;
    this.bodies = bodies;
    this.mostRows = mostRows;
    this.times = times;
  }

  /**
   * Answers.
   *
   * @throws Refusal when the request is wrong, or there is too much to do
   */
  void answer(RequestPath path, ServerRequest request, ServerResponse response, Exchange exchange)
      throws Refusal {
    int length = bodies.check(request);
    ServedModel model = ModelQueries.find(models, path, exchange);
    byte[] body = bodies.read(request, length);
    try {
      if (!times.work()) {
        exchange.status(Status.REQUEST_TIMEOUT_408.code());
        throw new CloseConnectionException("a request that did not arrive in time");
      }
      Written written = infer(path, model, body, jsonLength(request, length), exchange);
      times.send();
      send(written, response, exchange);
    } finally {
      bodies.release(length);
    }
  }

  /** Where the JSON ends in a body. */
  private static int jsonLength(ServerRequest request, int length) throws Refusal {
    String text = request.headers().first(JSON_LENGTH).orElse(null);
    if (text == null) {
      if (length == 0) {
        throw Refusal.malformed("the request has no body: send one of the protocol");
      }
      return length;
    }
    if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Refusal.malformed("Inference-Header-Content-Length is no whole number of bytes");
    }
    long json = Long.parseLong(text);
    if (json > length) {
      throw Refusal.malformed(
          "Inference-Header-Content-Length is "
              + json
              + ", and the body has "
              + length
              + " bytes: give the length of its JSON");
    }
    return (int) json;
  }

  private Written infer(
      RequestPath path, ServedModel model, byte[] body, int jsonLength, Exchange exchange)
      throws Refusal {
    Engine engine = model.lease();
    if (engine == null) {
      throw ModelQueries.nothingLive(path);
    }
    try {
      ModelQueries.check(engine, path);
      exchange.version(engine.version().version());
      InferenceRequest asked =
          InferenceReader.read(body, jsonLength, engine.description().network().inputs(), mostRows);
      exchange.request(asked.rows(), asked.id());
      InferenceWriter.check(asked, engine.description());
      if (asked.rows() > engine.limits().waiting()) {
        throw Refusal.malformed(
            asked.rows()
                + " rows in a request: at most "
                + engine.limits().waiting()
                + " may wait, send fewer");
      }
      Answer answer = engine.answer(asked.features(), asked.rows());
      return InferenceWriter.write(asked, engine.description(), answer);
    } catch (BusyException e) {
      throw Refusal.of(Status.TOO_MANY_REQUESTS_429, e.getMessage());
    } catch (InterruptedException e) {
      throw Refusal.last(
          Status.SERVICE_UNAVAILABLE_503, "the answer was not there in time: send fewer rows");
    } finally {
      engine.release();
    }
  }

  private static void send(Written written, ServerResponse response, Exchange exchange) {
    exchange.status(Status.OK_200.code());
    response.header(VERSION, Integer.toString(exchange.version()));
    if (written.binary()) {
      response
          .header(HeaderValues.CONTENT_TYPE_OCTET_STREAM)
          .header(JSON_LENGTH, Integer.toString(written.jsonBytes()));
    } else {
      response.header(HeaderValues.CONTENT_TYPE_JSON);
    }
    response.send(written.bytes().bytes(), 0, written.bytes().length());
  }
}
