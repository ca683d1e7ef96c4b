package dev.adamant.serve.http;

import dev.adamant.serve.Metrics;
import dev.adamant.serve.ServedModels;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Listens on two sockets: inference, by the Open Inference Protocol v2, and administration. Each
 * connection has a virtual thread.
 */
public final class InferenceServer implements AutoCloseable {

  private static final String ADMINISTRATION = "administration";
  private static final Duration STOP = Duration.ofSeconds(1);

  /** Between an old request's end and a new one's first line, besides the request's own time. */
  private static final Duration IDLE_PERIOD = Duration.ofSeconds(5);

  /** Held, for loggers that nobody holds are forgotten with their levels. */
  private static final Logger LIBRARY = Logger.getLogger("io.helidon");

  private final ServerSettings settings;
  private final Traffic traffic = new Traffic();
  private final Bodies bodies;
  private final TimeLimits times;
  private final TimeLimits adminTimes;
  private final WebServer server;

  private InferenceServer(
      ServerSettings settings,
      ServedModels models,
      Metrics metrics,
      RequestLog log,
      AdminParts administration)
      throws IOException {
    this.settings = settings;
    bodies = new Bodies(settings.limits());
    Tls tls = settings.keys() == null ? null : settings.keys().tls();
    Duration most = settings.limits().requestTime();
    times = new TimeLimits("adamant-inference-times", most, most);
    adminTimes = new TimeLimits("adamant-administration-times", most, Duration.ofDays(1));
    ProtocolHandler protocol =
        new ProtocolHandler(settings, models, bodies, metrics, log, times, traffic);
    AdminRoutes routes =
        new AdminRoutes(
            administration, new Access(settings.adminToken()), bodies, Clock.systemUTC());
    AdministrationGuard guard = new AdministrationGuard(routes, bodies, log, adminTimes, traffic);
    WebServerConfig.Builder builder = WebServer.builder().shutdownHook(false);
    listener(builder, settings.host(), settings.port(), tls, times);
    builder.routing(HttpRouting.builder().any(protocol));
    ListenerConfig.Builder admin = ListenerConfig.builder().name(ADMINISTRATION);
    listener(admin, settings.adminHost(), settings.adminPort(), tls, adminTimes);
    admin.routing(guard.routing());
    server = builder.putSocket(ADMINISTRATION, admin.build()).build();
  }

  /**
   * Begins to listen.
   *
   * @param models that are served; stay the caller's, as the rest
   * @param administration what the second socket answers
   * @throws IOException when the settings are open to others unawares, the key store cannot be
   *     read, or an address cannot be listened on
   */
  public static InferenceServer start(
      ServerSettings settings,
      ServedModels models,
      Metrics metrics,
      RequestLog log,
      AdminParts administration)
      throws IOException {
    settings.check();
    if (LIBRARY.getLevel() == null) {
      // What goes wrong is said by this package, in the request log or to the caller.
      LIBRARY.setLevel(Level.OFF);
    }
    InferenceServer made = new InferenceServer(settings, models, metrics, log, administration);
    made.server.start();
    if (!made.server.isRunning()) {
      made.times.close();
      made.adminTimes.close();
      throw cannotListen(settings);
    }
    return made;
  }

  private void listener(
      ListenerConfig.BuilderBase<?, ?> builder, String host, int port, Tls tls, TimeLimits times) {
    ServerLimits limits = settings.limits();
    builder
        .host(host)
        .port(port)
        .protocolsDiscoverServices(false)
        .addProtocol(
            Http1Config.builder()
                .maxHeadersSize(limits.headerBytes())
                .sendKeepAliveHeader(false)
                .addReceiveListener(times)
                .log(log -> log.receiveLog(false).sendLog(false))
                .build())
        .directHandlers(DirectAnswers.handlers())
        .maxTcpConnections(limits.connections())
        .idleConnectionTimeout(limits.requestTime())
        .idleConnectionPeriod(IDLE_PERIOD)
        .shutdownGracePeriod(STOP)
        .connectionOptions(options -> options.tcpNoDelay(true));
    if (tls != null) {
      builder.tls(tls);
    }
  }

  /** The library says so in its log alone: the system is asked again for the reason. */
  private static IOException cannotListen(ServerSettings settings) {
    String reason = reason(settings.host(), settings.port());
    if (reason == null) {
      reason = reason(settings.adminHost(), settings.adminPort());
    }
    return new IOException(
        reason == null
            ? "the server cannot listen on its ports: start it again"
            : reason + ": choose another --host, --port or --admin-port");
  }

  private static String reason(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return null;
    } catch (IOException e) {
      return "cannot listen on " + host + ":" + port + ", " + e.getMessage();
    }
  }

  /** The port of inference. */
  public int port() {
    return server.port();
  }

  /** The port of administration. */
  public int adminPort() {
    return server.port(ADMINISTRATION);
  }

  /** Bytes of the requests' bodies that are there now. */
  long bodyBytes() {
    return bodies.held();
  }

  /** How many connections of inference are looked at, those that have just ended included. */
  int connectionsWatched() {
    return times.watched();
  }

  /**
   * Refuses further requests with 503, waits for those under way as long as they may take to drain,
   * and ends. What is still there then is cut off.
   */
  @Override
  public void close() {
    traffic.drain(settings.limits().drainTime());
    server.stop();
    times.close();
    adminTimes.close();
  }
}
