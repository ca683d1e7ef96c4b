package dev.adamant.serve.http;

import dev.adamant.certificate.Certifier;
import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.Network;
import dev.adamant.model.Weights;
import dev.adamant.record.Probes;
import dev.adamant.record.Publication;
import dev.adamant.record.Registry;
import dev.adamant.record.Revocation;
import dev.adamant.record.SigningKey;
import dev.adamant.record.TrustedKey;
import dev.adamant.serve.Engine;
import dev.adamant.serve.GateSettings;
import dev.adamant.serve.Metrics;
import dev.adamant.serve.Rotator;
import dev.adamant.serve.ServedModels;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server with a registry of its own, whose version 1 is live. */
final class AdminRig implements AutoCloseable {

  static final String MODEL = "irises";
  static final String TOKEN = "a-token-of-the-tests-0123456789";

  private static final int INPUTS = 4;
  private static final int CLASSES = 3;
  private static final DataType TYPE = DataType.parse("posit32");

  private final Path folder;
  private final SigningKey key;
  private final Registry registry;
  private final Metrics metrics = new Metrics();
  private final Rotator rotator;
  private final InferenceServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  AdminRig(Path folder) throws IOException {
    this(folder, GateSettings.DEFAULT);
  }

  /** With another gate for rotations that say nothing of it. */
  AdminRig(Path folder, GateSettings gate) throws IOException {
    this.folder = folder;
    key = SigningKey.generate(folder.resolve("key.pem"));
    registry = Registry.init(folder.resolve("registry"));
    registry.append(key, TrustedKey.of("tests", key));
    publish(1);
    ServedModels models = new ServedModels(metrics);
    rotator =
        new Rotator(registry, key, models, () -> Targets.open("native"), Engine.Limits.DEFAULT);
    rotator.start(gate);
    AccessToken token = AccessToken.of(TOKEN);
    try (Target target = Targets.open("native")) {
      AdminParts parts =
          new AdminParts(registry, rotator, gate, models, metrics, target.info(), Instant.now());
      ServerSettings settings =
          new ServerSettings(
              "127.0.0.1", 0, "127.0.0.1", 0, token, token, null, false, ServerLimits.DEFAULT);
      server = InferenceServer.start(settings, models, metrics, RequestLog.none(), parts);
    }
  }

  /** Publishes the next version: the greater the turn, the further its answers from the others'. */
  void publish(double turn) throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    Path file = run.resolve("model.safetensors");
    Network network =
        Network.dense(INPUTS, List.of(), Activation.TANH, CLASSES, Loss.CROSS_ENTROPY);
    ModelDescription about =
        new ModelDescription(
            network,
            Task.CLASSIFICATION,
            Scaling.none(INPUTS),
            TYPE,
            TYPE,
            TYPE,
            List.of("setosa", "versicolor", "virginica"),
            List.of());
    try (Region region = Region.open("weights", Weights.bytes(network.layers(), TYPE));
        Target target = Targets.open("reference")) {
      Weights weights = new Weights(region, network.layers(), TYPE, TYPE);
      Random random = new Random(5);
      for (Tensor tensor : weights.stored(0)) {
        tensor.fill(random.doubles(tensor.count(), -1, 1).map(w -> w * turn).toArray());
      }
      ModelFile.write(file, about, weights, target);
    }
    Certifier.certify(file);
    Path labelled = run.resolve("probes.safetensors");
    probes().write(labelled);
    registry.publish(
        key,
        new Publication(
            MODEL, file, labelled, "", new TreeMap<>(Map.of("testAccuracy", "0.96875")), ""));
  }

  private static Probes probes() {
    Random random = new Random(6);
    double[][] features = new double[30][];
    Arrays.setAll(features, i -> random.doubles(INPUTS, -1, 1).toArray());
    return new Probes(
        features,
        IntStream.range(0, features.length).map(i -> i % CLASSES).toArray(),
        new double[0][]);
  }

  void revoke(int version) throws IOException {
    registry.append(key, new Revocation(MODEL, version, "", "its samples were mislabelled"));
  }

  Registry registry() {
    return registry;
  }

  Metrics metrics() {
    return metrics;
  }

  Path folder() {
    return folder;
  }

  /** The address of a path of administration. */
  String address(String path) {
    return "http://127.0.0.1:" + server.adminPort() + path;
  }

  /** A request with the token. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address(path)))
        .header("Authorization", "Bearer " + TOKEN);
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  /** The state of the one model. */
  JsonNode model() throws IOException, InterruptedException {
    return json(get("/v1/state")).get("models").get(0);
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
    rotator.close();
    registry.close();
  }
}
