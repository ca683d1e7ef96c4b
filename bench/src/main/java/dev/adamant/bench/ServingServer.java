package dev.adamant.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server in a process of its own, on processors of its own. */
final class ServingServer implements AutoCloseable {

  private static final Pattern INFERENCE = Pattern.compile("inference: +http://[^:]+:([0-9]+)/");
  private static final Pattern ADMINISTRATION =
      Pattern.compile("administration: +(http://[^:]+:[0-9]+)/ +token in (.+)");
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration ASK = Duration.ofMinutes(5);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private int port;
  private URI administration;
  private String token;

  private ServingServer(Process process) {
    this.process = process;
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param processors that it may use, as {@code taskset} takes them
   * @param folder for what it prints
   * @throws IOException when it does not start, with what it says
   */
  static ServingServer start(
      ServingProgram program, ServingRegistry registry, String processors, Path folder)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("taskset", "-c", processors));
    line.addAll(
        program.with(
            "serve",
            "--registry",
            registry.directory().toString(),
            "--key",
            registry.key().toString(),
            "--port",
            "0",
            "--target",
            "native",
            "--log",
            folder.resolve("requests.jsonl").toString()));
    Path out = folder.resolve("server.out");
    ServingServer server =
        new ServingServer(
            new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start());
    try {
      server.await(out);
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.process.destroy();
      throw e;
    }
  }

  private void await(Path out) throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      String text = Files.readString(out);
      Matcher inference = INFERENCE.matcher(text);
      Matcher admin = ADMINISTRATION.matcher(text);
      if (inference.find() && admin.find() && text.endsWith("\n")) {
        port = Integer.parseInt(inference.group(1));
        administration = URI.create(admin.group(1));
        token = Files.readString(Path.of(admin.group(2))).strip();
        return;
      }
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        throw new IOException("the server does not start: " + text.strip());
      }
      Thread.sleep(50);
    }
  }

  /** The port of inference. */
  int port() {
    return port;
  }

  /**
   * Rotates whatever the divergence is.
   *
   * @return the entry of the decision
   * @throws IOException when it is refused
   */
  JsonNode rotate(String model, int version) throws IOException, InterruptedException {
    String wish = "{\"version\":" + version + ",\"maxDivergence\":1000,\"maxAccuracyLoss\":1}";
    return JSON.readTree(
        ask(
            HttpRequest.newBuilder(administration.resolve("/v1/models/" + model + "/rotate"))
                .POST(HttpRequest.BodyPublishers.ofString(wish))));
  }

  /** The sum of the samples of a metric. */
  double metric(String name) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(administration.resolve("/metrics")))
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request.header("Authorization", "Bearer " + token).timeout(ASK).build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          response.uri() + " was answered with " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  /** Has its garbage collected. */
  void collect() throws IOException, InterruptedException {
    ServingResident.jcmd(process.pid(), "GC.run");
  }

  /** Memory that the system has given it. */
  ServingResident resident() throws IOException, InterruptedException {
    return ServingResident.of(process.pid());
  }

  /**
   * Ends it as its owner would, and waits.
   *
   * @throws IllegalStateException when it does not end well
   */
  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("the server did not end well after SIGTERM");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
