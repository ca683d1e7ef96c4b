package dev.adamant.serve.http;

import dev.adamant.record.SecretFile;
import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and its certificates, as a server shows them.
 *
 * @param file PKCS12, which its owner alone may have access to
 * @param password a file whose first line is its password, likewise
 */
public record KeyStoreFile(Path file, Path password) {

  /**
   * Reads it.
   *
   * @throws IOException when it cannot be read, others may read it, or the password is another
   */
  Tls tls() throws IOException {
    SecretFile.check(file, "a private key");
    SecretFile.check(password, "a password");
    char[] secret = secret();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, secret);
      if (!hasKey(store)) {
        throw new IOException(file + " holds no private key: export it with its key");
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, secret);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return Tls.builder()
          .sslContext(context)
          .addEnabledProtocol("TLSv1.3")
          .addEnabledProtocol("TLSv1.2")
          .build();
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " cannot be used as a key store: " + e.getMessage(), e);
    } finally {
      Arrays.fill(secret, ' ');
    }
  }

  private static boolean hasKey(KeyStore store) throws GeneralSecurityException {
    for (var names = store.aliases(); names.hasMoreElements(); ) {
      if (store.isKeyEntry(names.nextElement())) {
        return true;
      }
    }
    return false;
  }

  private char[] secret() throws IOException {
    try (var lines = Files.newBufferedReader(password, StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      return line == null ? new char[0] : line.toCharArray();
    }
  }
}
