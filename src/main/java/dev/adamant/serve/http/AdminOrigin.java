package dev.adamant.serve.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/**
 * Keeps pages of other origins away: the headers of every administrative answer, and a check of the
 * Host that was asked for. A page elsewhere whose name is made to lead to this machine (DNS
 * rebinding) would be of the same origin; by its own name it gets nothing.
 */
final class AdminOrigin {

  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

  private AdminOrigin() {}

  /** Sets the headers, and lets the next handler go on or answers with 421. */
  static void check(ServerRequest request, ServerResponse response) {
    response
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin");
    boolean local =
        request.localPeer().address() instanceof InetSocketAddress address
            && address.getAddress().isLoopbackAddress();
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    if (local && !LOOPBACK.matcher(host).matches()) {
      Refusal.of(
              Status.create(421, "Misdirected Request"),
              "this server is asked for by localhost or a loopback address, not by another name")
          .send(response, request.prologue().method().equals(Method.HEAD));
      return;
    }
    response.next();
  }
}
