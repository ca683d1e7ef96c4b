package dev.adamant.serve.http;

import static dev.adamant.serve.http.HttpFixture.INFER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.record.SecretFile;
import dev.adamant.serve.Engine;
import dev.adamant.serve.GateSettings;
import dev.adamant.serve.http.HttpExchange.Reply;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may: tokens, their files, addresses, TLS. */
@Timeout(60)
class AccessTest {

  private static final String TOKEN = "only-for-inference";
  private static final String ONE = HttpFixture.body(new double[] {1, 2, 3, 4, 5});

  @TempDir private Path folder;

  private HttpFixture fixture(ServerSettings settings) throws IOException {
    return new HttpFixture(folder, settings, Engine.Limits.DEFAULT, Targets.open("native"));
  }

  private static ServerSettings settings(
      String host, String token, KeyStoreFile keys, boolean plain) throws IOException {
    return new ServerSettings(
        host,
        0,
        "127.0.0.1",
        0,
        token == null ? null : AccessToken.of(token),
        AccessToken.of(HttpFixture.ADMIN),
        keys,
        plain,
        ServerLimits.DEFAULT);
  }

  @Test
  void inferenceNeedsItsTokenAndHealthNone() throws Exception {
    try (HttpFixture fixture = fixture(settings("127.0.0.1", TOKEN, null, false))) {
      int port = fixture.port();
      for (String path : List.of("/v2", "/v2/models/digits", "/v2/models/none", "/anything")) {
        Reply missing = HttpExchange.get(port, path);
        assertThat(missing.status()).as(path).isEqualTo(401);
        assertThat(missing.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(missing.error()).contains("a token is needed");
        for (String wrong : List.of(TOKEN + "x", "x", HttpFixture.ADMIN, TOKEN.substring(1))) {
          assertThat(HttpExchange.get(port, path, "Authorization: Bearer " + wrong).status())
              .as(wrong)
              .isEqualTo(403);
        }
        assertThat(HttpExchange.get(port, path, "Authorization: Basic " + TOKEN).status())
            .isEqualTo(401);
      }
      assertThat(HttpExchange.post(port, INFER, ONE).status()).isEqualTo(401);
      assertThat(HttpExchange.post(port, INFER, ONE, "Authorization: bearer " + TOKEN).status())
          .isEqualTo(200);
      assertThat(HttpExchange.get(port, "/v2/health/live").status()).isEqualTo(200);
      assertThat(HttpExchange.get(port, "/v2/health/ready").status()).isEqualTo(503);
    }
  }

  @Test
  void administrationAlwaysNeedsItsOwnToken() throws Exception {
    try (HttpFixture fixture = fixture(settings("127.0.0.1", null, null, false))) {
      int port = fixture.adminPort();
      for (String path : List.of("/v1/state", "/metrics", "/v1/x", "//v1/state", "/%761/state")) {
        assertThat(HttpExchange.get(port, path).status()).as(path).isEqualTo(401);
        assertThat(HttpExchange.get(port, path, "Authorization: Bearer " + TOKEN).status())
            .as(path)
            .isEqualTo(403);
      }
      assertThat(HttpExchange.post(port, "/v1/models/digits/rollback", "{}").status())
          .isEqualTo(401);
      Reply metrics =
          HttpExchange.get(port, "/metrics", "Authorization: Bearer " + HttpFixture.ADMIN);
      assertThat(metrics.status()).isEqualTo(200);
      Reply nothing = HttpExchange.get(port, "/v2", "Authorization: Bearer " + HttpFixture.ADMIN);
      assertThat(nothing.status()).isEqualTo(404);
    }
  }

  @Test
  void otherMachinesNeedATokenAndTls() throws IOException {
    assertThatThrownBy(() -> settings("0.0.0.0", null, null, true).check())
        .hasMessageContaining("without a token: give one by --inference-token-file");
    assertThatThrownBy(() -> settings("0.0.0.0", TOKEN, null, false).check())
        .hasMessageContaining("in clear on 0.0.0.0: give --tls-keystore, or --plain-http");
    settings("0.0.0.0", TOKEN, null, true).check();
    settings("::1", null, null, false).check();
    ServerSettings admin =
        new ServerSettings(
            "127.0.0.1",
            0,
            "0.0.0.0",
            0,
            null,
            AccessToken.of(HttpFixture.ADMIN),
            null,
            false,
            ServerLimits.DEFAULT);
    assertThatThrownBy(admin::check).hasMessageContaining("give --tls-keystore");
  }

  @Test
  void tokensComeFromFilesThatTheirOwnerAloneReads() throws IOException {
    Path file = folder.resolve("token");
    String made = AccessToken.readOrMake(file).text();
    assertThat(made).hasSize(43);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(AccessToken.readOrMake(file).matches(made)).isTrue();
    assertThat(AccessToken.read(file)).hasToString("a token");
    for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      assertThatThrownBy(() -> AccessToken.readOrMake(file))
          .hasMessageContaining("has the mode " + mode);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    assertThat(AccessToken.read(file).matches(made)).isTrue();
    assertThat(AccessToken.read(file).matches(made + "x")).isFalse();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "too-short-by-1.");
    assertThatThrownBy(() -> AccessToken.read(file)).hasMessageContaining("15 characters");
    Files.writeString(file, "with a space inside it");
    assertThatThrownBy(() -> AccessToken.read(file)).hasMessageContaining("visible ones");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerSettings settings =
          new ServerSettings(
              "127.0.0.1",
              taken.getLocalPort(),
              "127.0.0.1",
              0,
              null,
              AccessToken.of(HttpFixture.ADMIN),
              null,
              false,
              ServerLimits.DEFAULT);
      dev.adamant.serve.ServedModels models = new dev.adamant.serve.ServedModels();
      dev.adamant.serve.Metrics metrics = new dev.adamant.serve.Metrics();
      AdminParts parts =
          new AdminParts(
              null, null, GateSettings.DEFAULT, models, metrics, null, java.time.Instant.EPOCH);
      assertThatThrownBy(
              () -> InferenceServer.start(settings, models, metrics, RequestLog.none(), parts))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("choose another");
    }
  }

  @Test
  void bothSocketsSpeakTlsWithTheKeyOfTheStore() throws Exception {
    Path store = folder.resolve("keys.p12");
    Path password = Files.writeString(folder.resolve("password"), "a password\nignored\n");
    makeKey(store, "a password");
    KeyStoreFile keys = new KeyStoreFile(store, password);
    for (Path loose : List.of(store, password)) {
      Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rw-r-----"));
      assertThatThrownBy(() -> fixture(settings("127.0.0.1", TOKEN, keys, false)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(loose + ": has the mode rw-r-----");
      Files.setPosixFilePermissions(loose, SecretFile.MODE);
    }
    try (HttpFixture fixture = fixture(settings("127.0.0.1", TOKEN, keys, false))) {
      SSLContext trusting = trusting(store, "a password");
      try (HttpExchange exchange = tls(trusting, fixture.port())) {
        Reply reply = exchange.ask("POST", INFER, ONE, "Authorization: Bearer " + TOKEN);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(exchange.ask("POST", INFER, ONE).status()).isEqualTo(401);
      }
      try (HttpExchange exchange = tls(trusting, fixture.adminPort())) {
        assertThat(exchange.ask("GET", "/v1/state", "").status()).isEqualTo(401);
      }
      // Without TLS there is no answer, in clear least of all.
      try (HttpExchange exchange = HttpExchange.to(fixture.port())) {
        exchange.send("GET /v2/health/live HTTP/1.1\r\nHost: x\r\n\r\n");
        exchange.endOfOutput();
        assertThat(clear(exchange)).isFalse();
      }
    }
    Files.writeString(password, "another");
    assertThatThrownBy(() -> fixture(settings("127.0.0.1", null, keys, false)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("password");
  }

  private static boolean clear(HttpExchange exchange) {
    try {
      Reply reply = exchange.receive();
      return reply != null && reply.status() == 200;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static HttpExchange tls(SSLContext context, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.startHandshake();
    assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
    return new HttpExchange(socket);
  }

  private static void makeKey(Path store, String password) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
  }

  private static SSLContext trusting(Path store, String password) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
