package dev.adamant.record;

import dev.adamant.memory.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The public half of a key of ML-DSA-65 (FIPS 204).
 *
 * @param id SHA-256 of its X.509 encoding
 * @param key for {@link Signature}
 */
record VerifyingKey(String id, PublicKey key) {

  static final String ALGORITHM = "ML-DSA-65";

  /** The key of an X.509 encoding; null where it is none, or of another algorithm. */
  static VerifyingKey of(byte[] encoded) {
    try {
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
      return new VerifyingKey(Sha256.of(encoded), key);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  /** The key of Base64 of such an encoding; null where it is none. */
  static VerifyingKey ofText(String base64) {
    try {
      byte[] encoded = Base64.getDecoder().decode(base64);
      // Of the texts of an encoding one alone is taken, for its digest is what names the key.
      return Base64.getEncoder().encodeToString(encoded).equals(base64) ? of(encoded) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether the signature of an entry is this key's, of its bytes. */
  boolean verifies(LedgerFile.Row row) {
    return verifies(row.bytes(), row.signature());
  }

  /** Whether the signature is this key's, of the message. */
  boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false; // it has not the form of a signature
    } catch (GeneralSecurityException e) {
      throw new AssertionError("JDK 25 has " + ALGORITHM, e);
    }
  }
}
