package dev.adamant.serve.http;

import java.io.IOException;
import java.net.InetAddress;

/**
 * Of a server.
 *
 * @param host that inference listens on
 * @param port of inference; 0 for any that is free
 * @param adminHost that administration listens on
 * @param adminPort of administration; 0 for any that is free
 * @param inferenceToken who may infer; null for anyone
 * @param adminToken who may administer
 * @param keys for TLS on both sockets; null for none
 * @param plainHttp whether hosts other than this one may be served without TLS
 * @param limits of both
 */
public record ServerSettings(
    String host,
    int port,
    String adminHost,
    int adminPort,
    AccessToken inferenceToken,
    AccessToken adminToken,
    KeyStoreFile keys,
    boolean plainHttp,
    ServerLimits limits) {

  /**
   * Refuses what would be open to others unawares.
   *
   * @throws IOException when another host could reach a socket without a token, or without TLS
   */
  void check() throws IOException {
    if (adminToken == null) {
      throw new IOException("administration needs a token: give a file of one");
    }
    if (!InetAddress.getByName(host).isLoopbackAddress()) {
      if (inferenceToken == null) {
        throw new IOException(
            "other machines could infer on "
                + host
                + " without a token: give one by --inference-token-file, or listen on 127.0.0.1");
      }
      checkTls(host);
    }
    if (!InetAddress.getByName(adminHost).isLoopbackAddress()) {
      checkTls(adminHost);
    }
  }

  private void checkTls(String name) throws IOException {
    if (keys == null && !plainHttp) {
      throw new IOException(
          "tokens and data would cross the network in clear on "
              + name
              + ": give --tls-keystore, or --plain-http where something before it does TLS");
    }
  }
}
