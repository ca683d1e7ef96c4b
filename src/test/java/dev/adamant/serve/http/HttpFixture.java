package dev.adamant.serve.http;

import dev.adamant.memory.Accounting;
import dev.adamant.model.Loss;
import dev.adamant.serve.Engine;
import dev.adamant.serve.GateSettings;
import dev.adamant.serve.Metrics;
import dev.adamant.serve.ServedModels;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Prediction;
import dev.adamant.train.Predictor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A server of its own on free ports, with a classifier and a regression. */
final class HttpFixture implements AutoCloseable {

  static final int INPUTS = 5;
  static final int OUTPUTS = 3;
  static final int VERSION = 7;
  static final String ADMIN = "administrator-token";
  static final String INFER = "/v2/models/digits/infer";

  private final Target target;
  private final Predictor predictor;
  private final Engine digits;
  private final Engine curve;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final RequestLog log = RequestLog.to(lines);
  private final Metrics metrics = new Metrics();
  private final ServedModels models = new ServedModels(metrics);
  private final InferenceServer server;
  private boolean closed;

  HttpFixture(Path folder) throws IOException {
    this(folder, settings(ServerLimits.DEFAULT), Engine.Limits.DEFAULT, Targets.open("native"));
  }

  HttpFixture(Path folder, ServerSettings settings, Engine.Limits limits, Target target)
      throws IOException {
    this.target = target;
    Path classes =
        HttpModels.write(
            folder.resolve("classes"), 3, Loss.CROSS_ENTROPY, "bposit32", INPUTS, OUTPUTS);
    Path numbers =
        HttpModels.write(folder.resolve("numbers"), 4, Loss.MEAN_SQUARED_ERROR, "posit16", 2, 1);
    predictor = Predictor.open(classes, target, 64);
    digits =
        Engine.open(
            HttpModels.record("digits", VERSION, "classification", INPUTS, OUTPUTS),
            classes,
            target,
            limits);
    curve = Engine.open(HttpModels.record("curve", 1, "regression", 2, 1), numbers, target, limits);
    models.of("digits").swap(digits);
    models.of("curve").swap(curve);
    models.of("empty");
    server = start(settings);
  }

  private InferenceServer start(ServerSettings settings) throws IOException {
    try {
      return InferenceServer.start(
          settings,
          models,
          metrics,
          log,
          new AdminParts(
              null, null, GateSettings.DEFAULT, models, metrics, target.info(), Instant.EPOCH));
    } catch (IOException | RuntimeException e) {
      closeModels();
      throw e;
    }
  }

  static ServerSettings settings(ServerLimits limits) throws IOException {
    return new ServerSettings(
        "127.0.0.1", 0, "127.0.0.1", 0, null, AccessToken.of(ADMIN), null, false, limits);
  }

  int port() {
    return server.port();
  }

  int adminPort() {
    return server.adminPort();
  }

  InferenceServer server() {
    return server;
  }

  Engine digits() {
    return digits;
  }

  ServedModels models() {
    return models;
  }

  Metrics metrics() {
    return metrics;
  }

  Predictor predictor() {
    return predictor;
  }

  /** The lines of the log, once the server is closed. */
  String log() {
    return lines.toString(StandardCharsets.UTF_8);
  }

  /** What the model says to rows, by other code. */
  List<Prediction> predict(double[] features) {
    List<double[]> rows =
        IntStream.range(0, features.length / INPUTS)
            .mapToObj(i -> Arrays.copyOfRange(features, i * INPUTS, (i + 1) * INPUTS))
            .toList();
    synchronized (predictor) {
      return predictor.predict(rows);
    }
  }

  /** A request for rows. */
  static String body(double[] features) {
    return "{\"inputs\":[{\"name\":\"input\",\"shape\":["
        + features.length / INPUTS
        + ","
        + INPUTS
        + "],\"datatype\":\"FP64\",\"data\":["
        + Arrays.stream(features).mapToObj(Double::toString).collect(Collectors.joining(","))
        + "]}]}";
  }

  static long regions() {
    return Accounting.process().regions().size();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.close();
    closeModels();
  }

  private void closeModels() {
    for (Engine engine : List.of(digits, curve)) {
      engine.retire().orTimeout(30, TimeUnit.SECONDS).join();
    }
    predictor.close();
    target.close();
    try {
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
