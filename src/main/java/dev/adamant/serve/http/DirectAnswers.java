package dev.adamant.serve.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/**
 * Answers to what is no request of HTTP: it never came to a handler. Whatever goes wrong before
 * that is the fault of what was sent, so none of it is a failure of the server.
 */
final class DirectAnswers implements DirectHandler {

  private DirectAnswers() {}

  /** For a socket. */
  static DirectHandlers handlers() {
    DirectHandlers.Builder builder = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      builder.addHandler(type, new DirectAnswers());
    }
    return builder.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status suggested,
      ServerResponseHeaders headers,
      String message) {
    Status status = status(request, suggested);
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderValues.CONTENT_TYPE_JSON)
        .keepAlive(false)
        .entity(Refusal.body(sentence(status)))
        .build();
  }

  private static Status status(TransportRequest request, Status suggested) {
    if (request.headers().contains(HeaderNames.CONTENT_ENCODING)) {
      return Status.UNSUPPORTED_MEDIA_TYPE_415;
    }
    return suggested.code() < 400 || suggested.code() >= 500 ? Status.BAD_REQUEST_400 : suggested;
  }

  private static String sentence(Status status) {
    return switch (status.code()) {
      case 413 -> "the body is longer than this server takes: send less";
      case 414 -> "the address is longer than this server takes: send a shorter one";
      case 415 -> "the body is compressed: send it without Content-Encoding";
      default -> "this is no whole and valid request of HTTP/1.1: mend its lines and lengths";
    };
  }
}
