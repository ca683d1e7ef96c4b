package dev.adamant.cli;

import dev.adamant.record.Registry;
import dev.adamant.record.SigningKey;
import dev.adamant.serve.Engine;
import dev.adamant.serve.GateSettings;
import dev.adamant.serve.Metrics;
import dev.adamant.serve.Rotator;
import dev.adamant.serve.ServedModel;
import dev.adamant.serve.ServedModels;
import dev.adamant.serve.http.AccessToken;
import dev.adamant.serve.http.AdminParts;
import dev.adamant.serve.http.InferenceServer;
import dev.adamant.serve.http.KeyStoreFile;
import dev.adamant.serve.http.RequestLog;
import dev.adamant.serve.http.ServerLimits;
import dev.adamant.serve.http.ServerSettings;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** A server and all that it needs, in the order in which they are opened; closed in the other. */
final class ServeSession implements AutoCloseable {

  private static final String TOKEN = "admin.token";

  private final GateSettings gate;
  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  private Registry registry;
  private Rotator rotator;
  private ServeListener listener;
  private RequestLog log;
  private ServerSettings settings;
  private TargetInfo target;
  private String asked;
  private Path token;
  private boolean isLogged;
  private final Metrics metrics = new Metrics();
  private final ServedModels models = new ServedModels(metrics);

  private ServeSession(GateSettings gate) {
    this.gate = gate;
  }

  /**
   * Opens what a server needs; it does not listen yet.
   *
   * @param gate what candidates must keep to where a rotation does not say
   * @param targets opens the target, as often as it is needed
   */
  static ServeSession open(
      Path directory,
      Path key,
      ServeListening listening,
      ServeComputing computing,
      ServerLimits limits,
      GateSettings gate,
      ServeLog log,
      Supplier<Target> targets)
      throws IOException {
    ServeSession session = new ServeSession(gate);
    try {
      session.fill(directory, key, listening, computing, limits, log, targets);
      return session;
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private void fill(
      Path directory,
      Path key,
      ServeListening listening,
      ServeComputing computing,
      ServerLimits limits,
      ServeLog logging,
      Supplier<Target> targets)
      throws IOException {
    SigningKey signer = SigningKey.read(key);
    registry = owned(Registry.open(directory));
    settings = settings(directory, listening, limits);
    token = listening.adminToken() == null ? directory.resolve(TOKEN) : listening.adminToken();
    log = owned(logging.open());
    isLogged = logging.isOnStandardError();
    asked = computing.target();
    try (Target opened = targets.get()) {
      target = opened.info();
    }
    listener = new ServeListener(metrics, log);
    rotator = owned(new Rotator(registry, signer, models, targets, computing.limits(), listener));
  }

  private static ServerSettings settings(
      Path directory, ServeListening listening, ServerLimits limits) throws IOException {
    if ((listening.keyStore() == null) != (listening.password() == null)) {
      throw new IOException("--tls-keystore and --tls-password-file need each other: give both");
    }
    Path inference = listening.inferenceToken();
    Path admin = listening.adminToken();
    return new ServerSettings(
        listening.host(),
        listening.port(),
        listening.adminHost(),
        listening.adminPort(),
        inference == null ? null : AccessToken.read(inference),
        admin == null ? AccessToken.readOrMake(directory.resolve(TOKEN)) : AccessToken.read(admin),
        listening.keyStore() == null
            ? null
            : new KeyStoreFile(listening.keyStore(), listening.password()),
        listening.plainHttp(),
        limits);
  }

  private <T extends AutoCloseable> T owned(T part) {
    owned.push(part);
    return part;
  }

  /**
   * Listens, brings the models in, and says where and what. Until they are in, the server says that
   * it is not ready.
   */
  void start(PrintWriter out, PrintWriter err) throws IOException {
    if (!isLogged) {
      listener.tell(err);
    }
    registry.state().models().forEach(models::of);
    AdminParts parts =
        new AdminParts(registry, rotator, gate, models, metrics, target, Instant.now());
    InferenceServer server = owned(InferenceServer.start(settings, models, metrics, log, parts));
    rotator.start(gate);
    String scheme = settings.keys() == null ? "http://" : "https://";
    out.println("inference:      " + scheme + address(settings.host(), server.port()) + "/v2");
    out.println(
        "administration: "
            + scheme
            + address(settings.adminHost(), server.adminPort())
            + "/"
            // What is no terminal is kept, and read by others.
            + (Progress.isTerminal()
                ? "#token=" + settings.adminToken().text()
                : "  token in " + token));
    out.println("target:         " + TargetChoice.text(asked, target));
    for (ServedModel model : models.all()) {
      Engine live = model.live();
      out.println(
          model.name()
              + ": "
              + (live == null ? "not served" : "version " + live.version().version()));
    }
    out.flush();
  }

  private static String address(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Lets what is under way end, the server first. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!owned.isEmpty()) {
      try {
        owned.pop().close();
      } catch (IOException e) {
        failure = e;
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
