package dev.adamant.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The administrative interface of a server. */
final class AdminClient implements AutoCloseable {

  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final long MOST_BYTES = 64L << 20;

  private final URI address;
  private final String token;
  private final Duration patience;
  private final HttpClient client;

  /**
   * What a server answers.
   *
   * @param status of HTTP
   * @param body an object of JSON
   */
  record Answer(int status, JsonNode body) {

    /** What went wrong, as it says; empty where it does not. */
    String error() {
      return body.path("error").asString("");
    }
  }

  private AdminClient(URI address, String token, Duration patience, HttpClient client) {
    this.address = address;
    this.token = token;
    this.patience = patience;
    this.client = client;
  }

  /**
   * A client, which has not asked yet.
   *
   * @param server such as {@code http://127.0.0.1:8081}
   * @param token of the administration
   * @param certificate PEM of those that the server's is signed by; null for those of the system
   * @param patience how long an answer may take
   * @throws MalformedInputException when the address is none, or the file holds no certificate
   */
  static AdminClient open(String server, String token, Path certificate, Duration patience)
      throws IOException, MalformedInputException {
    URI address = address(server);
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECTING);
    if (certificate != null) {
      builder.sslContext(trusting(certificate));
    }
    return new AdminClient(address, token, patience, builder.build());
  }

  private static URI address(String server) throws MalformedInputException {
    try {
      URI address = URI.create(server.endsWith("/") ? server : server + "/");
      if (server.matches("(?i)https?://.*")
          && address.getHost() != null
          && address.getQuery() == null
          && address.getFragment() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedInputException("--server is " + server + ": " + e.getMessage(), e);
    }
    throw new MalformedInputException(
        "--server is " + server + ": expected an address such as http://127.0.0.1:8081");
  }

  private static SSLContext trusting(Path file) throws IOException, MalformedInputException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry(String.valueOf(trusted.size()), one);
      }
      if (trusted.size() == 0) {
        throw new MalformedInputException(file + ": holds no certificate: give one as PEM");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new MalformedInputException(file + ": holds no certificate: " + e.getMessage(), e);
    }
  }

  /**
   * Reads.
   *
   * @param path without a slash in front
   * @throws IOException when the server cannot be reached, lets nobody in with this token, or fails
   * @throws MalformedInputException when it says that the question is wrong
   */
  Answer get(String path) throws IOException, InterruptedException, MalformedInputException {
    return send(request(path).GET().build());
  }

  /** The same, with a body of JSON. */
  Answer post(String path, Object body)
      throws IOException, InterruptedException, MalformedInputException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonText.line(body)))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(patience)
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request)
      throws IOException, InterruptedException, MalformedInputException {
    HttpResponse<byte[]> response;
    try {
      response =
          client.send(
              request,
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    } catch (HttpTimeoutException e) {
      throw new IOException(
          "the server at "
              + address
              + " has not answered in "
              + patience.toSeconds()
              + " s: it may decide yet, its log says so",
          e);
    } catch (ConnectException e) {
      throw new IOException(
          "no server answers at " + address + ": start adamant serve, or name it by --server", e);
    } catch (IOException e) {
      String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException("the server at " + address + " cannot be asked: " + what, e);
    }
    Answer answer = new Answer(response.statusCode(), json(response));
    String said = answer.error().isEmpty() ? "status " + answer.status() : answer.error();
    return switch (answer.status()) {
      case 200, 409 -> answer;
      case 400 -> throw new MalformedInputException(said);
      case 404 -> {
        checkAdministrative();
        throw new MalformedInputException(said);
      }
      case 401, 403 -> {
        checkAdministrative();
        throw new IOException("the server at " + address + " does not take this token: " + said);
      }
      default -> throw new IOException("the server at " + address + " failed: " + said);
    };
  }

  /**
   * Looks whether the address is not the other one of a server: only there is its health asked for.
   *
   * @throws MalformedInputException when it is
   */
  private void checkAdministrative() throws InterruptedException, MalformedInputException {
    HttpRequest health =
        HttpRequest.newBuilder(address.resolve("v2/health/live")).timeout(CONNECTING).build();
    boolean isHealthy;
    try {
      isHealthy = client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      // What it answered before is what is to be told.
      return;
    }
    if (isHealthy) {
      throw new MalformedInputException(
          "--server is "
              + address
              + ": this is a server's inference port; its administration is usually the next port");
    }
  }

  private JsonNode json(HttpResponse<byte[]> response) throws IOException {
    try {
      JsonNode body =
          JsonMapper.shared().readTree(new String(response.body(), StandardCharsets.UTF_8));
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      throw unknown(response, e);
    }
    throw unknown(response, null);
  }

  private IOException unknown(HttpResponse<byte[]> response, Exception cause) {
    return new IOException(
        address
            + " is not the administrative address of a server of Adamant: it answers "
            + response.statusCode()
            + " without an object of JSON",
        cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
