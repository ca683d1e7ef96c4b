package dev.adamant.record;

import dev.adamant.certificate.verify.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/**
 * From here on, entries signed with this key are accepted. The first key of a ledger signs itself;
 * any other is signed by one that is trusted already.
 *
 * @param name of whoever holds it, for people
 * @param publicKey Base64 of its X.509 encoding
 */
public record TrustedKey(String name, String publicKey) implements Statement {

  static final String KIND = "key";

  /** The statement that trusts that key. */
  public static TrustedKey of(String name, SigningKey key) {
    return new TrustedKey(name, Base64.getEncoder().encodeToString(key.publicKey()));
  }

  /**
   * The statement that trusts the public key of a PEM file; a private one in it is not looked at.
   *
   * @throws RegistryException when it has none
   */
  public static TrustedKey read(String name, Path file) throws IOException {
    byte[] encoded;
    try {
      encoded = Pem.content(Files.readString(file, StandardCharsets.ISO_8859_1), Pem.PUBLIC);
    } catch (IOException e) {
      throw FileFaults.reading(file, e);
    }
    if (encoded == null || VerifyingKey.of(encoded) == null) {
      throw new RegistryException(
          file
              + ": has no public key of "
              + VerifyingKey.ALGORITHM
              + ": name a file that"
              + " adamant registry keygen made");
    }
    return new TrustedKey(name, Base64.getEncoder().encodeToString(encoded));
  }

  /** SHA-256 of the X.509 encoding of the key: how entries name it; empty where it is none. */
  public String id() {
    VerifyingKey key = VerifyingKey.ofText(publicKey);
    return key == null ? "" : key.id();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode json() {
    return Json.object().put("name", name).put("publicKey", publicKey);
  }
}
