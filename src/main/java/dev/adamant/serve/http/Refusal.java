package dev.adamant.serve.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * A request is not answered; the message says why in one sentence and goes to the client. It names
 * nothing of the server's disk.
 */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Status status;
  private final boolean last;

  private Refusal(Status status, String message, boolean last) {
    // No stack trace: refusals are an ordinary outcome, and a flood of them must be cheap.
    super(message, null, false, false);
    this.status = status;
    this.last = last;
  }

  /** With that status; the connection goes on. */
  static Refusal of(Status status, String message) {
    return new Refusal(status, message, false);
  }

  /** The same, and the connection is closed: what follows on it cannot be made out, or may not. */
  static Refusal last(Status status, String message) {
    return new Refusal(status, message, true);
  }

  /** What the client sent is not what the protocol has. */
  static Refusal malformed(String message) {
    return of(Status.BAD_REQUEST_400, message);
  }

  /** The status. */
  Status status() {
    return status;
  }

  /** Whether the connection is closed after it. */
  boolean last() {
    return last;
  }

  /**
   * Sends it.
   *
   * @param head whether the request was for the headers alone
   */
  void send(ServerResponse response, boolean head) {
    response.status(status).header(HeaderValues.CONTENT_TYPE_JSON);
    if (last) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    if (status.equals(Status.UNAUTHORIZED_401)) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"adamant\"");
    } else if (status.equals(Status.TOO_MANY_REQUESTS_429)
        || status.equals(Status.SERVICE_UNAVAILABLE_503)) {
      response.header(HeaderNames.RETRY_AFTER, "1");
    }
    if (head) {
      response.send();
    } else {
      response.send(body(getMessage()));
    }
  }

  /** The object of the protocol for errors. */
  static byte[] body(String message) {
    StringBuilder text = new StringBuilder(message.length() + 16).append("{\"error\":\"");
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else {
        text.append(c < ' ' ? ' ' : c);
      }
    }
    return text.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
