package dev.adamant.cli;

import dev.adamant.serve.http.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which server is asked, and by whom. */
final class AdminOptions {

  private static final String TOKEN = "admin.token";

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:ADAMANT_SERVER:-http://127.0.0.1:8081}",
      description =
          "The server's administrative address (default: what ADAMANT_SERVER names, else"
              + " http://127.0.0.1:8081).")
  private String server;

  @Mixin private RegistryOptions registry;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The bearer token (default: admin.token in the registry).")
  private Path token;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "PEM of the certificate that the server has, or of who signed it.")
  private Path certificate;

  /** The folder of the registry. */
  Path registry() {
    return registry.directory();
  }

  /**
   * A client of the server, which is not asked yet.
   *
   * @param patience how long an answer may take
   * @throws MalformedInputException when the address is none, or there is no token
   */
  AdminClient open(Duration patience) throws IOException, MalformedInputException {
    Path file = token != null ? token : registry.directory().resolve(TOKEN);
    if (!Files.exists(file)) {
      throw new MalformedInputException(
          file
              + ": there is no such token: start the server, which makes it, or name its file by"
              + " --token-file");
    }
    return AdminClient.open(server, AccessToken.read(file).text(), certificate, patience);
  }
}
