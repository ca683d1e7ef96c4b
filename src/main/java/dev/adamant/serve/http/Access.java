package dev.adamant.serve.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;

/** Who may: whoever sends the token; anyone where there is none. */
record Access(AccessToken token) {

  private static final String SCHEME = "Bearer ";

  /**
   * Passes, or refuses with 401 where a token is missing and 403 where it is another.
   *
   * @throws Refusal when the request may not
   */
  void check(ServerRequest request) throws Refusal {
    if (token == null) {
      return;
    }
    String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse(null);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Refusal.of(
          Status.UNAUTHORIZED_401,
          "a token is needed: send the header Authorization: Bearer TOKEN");
    }
    if (!token.matches(header.substring(SCHEME.length()).strip())) {
      throw Refusal.of(Status.FORBIDDEN_403, "this token may not: ask for the one of this server");
    }
  }
}
