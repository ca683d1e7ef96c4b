package dev.adamant.serve.adapt;

import dev.adamant.memory.Sha256;
import dev.adamant.serve.adapt.AdaptState.Input;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An http or https address that is asked by GET for CSV. What it answered last is named by its ETag
 * (RFC 9110, If-None-Match), and known by its digest where it has none; every other answer is a
 * batch of new rows. It is not followed to another address.
 */
final class EndpointSource implements RowSource {

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final URI address;
  private final Duration patience;
  private final HttpClient client;

  /**
   * Follows an address.
   *
   * @param patience longest time for a whole answer
   */
  EndpointSource(URI address, Duration patience) {
    this.address = address;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  /** An address that it may follow; null where a text is none. */
  static URI address(String text) throws AdaptException {
    if (!text.matches("(?i)https?://.*")) {
      return null;
    }
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new AdaptException(text + ": is no address to --follow: " + e.getMessage(), e);
    }
    throw new AdaptException(
        text + ": is no address to --follow: name a host, and no user or password");
  }

  @Override
  public List<Offer> look(AdaptState state) {
    return List.of(new Offer(address.toString()));
  }

  @Override
  public boolean expectsMore() {
    return false;
  }

  @Override
  public Content read(Offer offer, Path copy, AdaptState state)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
    if (!state.etag().isEmpty()) {
      request.header("If-None-Match", state.etag());
    }
    HttpResponse<Path> response = answer(request.header("Accept", "text/csv").build(), copy);
    int status = response.statusCode();
    if (status == NOT_MODIFIED || status == NO_CONTENT) {
      return null;
    }
    if (status != OK) {
      throw new NotNowException(address + ": answered " + status + " instead of rows", null);
    }
    String etag = response.headers().firstValue("ETag").orElse("");
    return new Content(new Input(Sha256.of(copy), Files.size(copy), 0, ""), etag);
  }

  private HttpResponse<Path> answer(HttpRequest request, Path copy)
      throws NotNowException, InterruptedException {
    // The time of a request ends with the headers of its answer; this one with its last byte.
    CompletableFuture<HttpResponse<Path>> future =
        client.sendAsync(
            request,
            BodyHandlers.limiting(
                BodyHandlers.ofFile(
                    copy,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING),
                MOST_BYTES));
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new NotNowException(
          address + ": has not answered in " + patience.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String what = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      throw new NotNowException(address + ": cannot be asked: " + what, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
