package dev.adamant.cli;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say where a server listens, and who may ask it. */
final class ServeListening {

  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "The address of inference (default: ${DEFAULT-VALUE}). Any but this machine's own needs a"
              + " token for inference, and TLS.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      converter = Port.class,
      description = "Of inference (default: ${DEFAULT-VALUE}; 0 for any that is free).")
  private int port;

  @Option(
      names = "--admin-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The address of administration (default: ${DEFAULT-VALUE}).")
  private String adminHost;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      converter = Port.class,
      description = "Of administration (default: the one after that of inference).")
  private Integer adminPort;

  @Option(
      names = "--inference-token-file",
      paramLabel = "FILE",
      description = "Holds the token that inference asks for, mode 600 (default: none).")
  private Path inferenceToken;

  @Option(
      names = "--admin-token-file",
      paramLabel = "FILE",
      description =
          "Holds the token of administration, mode 600 (default: admin.token of the registry,"
              + " which is made).")
  private Path adminToken;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "A PKCS12 file with the key and certificates of the server, mode 600.")
  private Path keyStore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "Holds the password of --tls-keystore, mode 600.")
  private Path password;

  @Option(
      names = "--plain-http",
      description = "Serve other machines without TLS: something before the server does it.")
  private boolean plainHttp;

  /** Made by picocli. */
  ServeListening() {}

  /** A port. */
  private static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MOST_PORT) {
        throw new TypeConversionException("\"" + text + "\": expected 0 to " + MOST_PORT);
      }
      return Integer.valueOf(text);
    }
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  String adminHost() {
    return adminHost;
  }

  /** 0, too, where inference takes any port or the last one. */
  int adminPort() {
    if (adminPort != null) {
      return adminPort;
    }
    return port == 0 || port == MOST_PORT ? 0 : port + 1;
  }

  Path inferenceToken() {
    return inferenceToken;
  }

  Path adminToken() {
    return adminToken;
  }

  Path keyStore() {
    return keyStore;
  }

  Path password() {
    return password;
  }

  boolean plainHttp() {
    return plainHttp;
  }
}
