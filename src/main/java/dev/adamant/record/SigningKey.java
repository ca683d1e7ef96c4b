package dev.adamant.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.concurrent.ThreadLocalRandom;

/** A key pair of ML-DSA-65 (FIPS 204), from a file that its owner alone may read. */
public final class SigningKey {

  /** More than the two blocks take; what is longer is no key. */
  private static final int MOST_BYTES = 64 << 10;

  private final PrivateKey key;
  private final byte[] encodedPublic;
  private final String id;

  private SigningKey(PrivateKey key, byte[] encodedPublic, String id) {
    this.key = key;
    this.encodedPublic = encodedPublic;
    this.id = id;
  }

  /**
   * Makes a key pair and writes it as PEM, mode 600.
   *
   * @param file must not be there yet
   * @throws RegistryException when it is there, or cannot be protected
   */
  public static SigningKey generate(Path file) throws IOException {
    KeyPair pair;
    try {
      pair = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("JDK 25 has " + VerifyingKey.ALGORITHM, e);
    }
    byte[] encoded = pair.getPublic().getEncoded();
    String text =
        Pem.block(Pem.PRIVATE, pair.getPrivate().getEncoded()) + Pem.block(Pem.PUBLIC, encoded);
    write(file, text.getBytes(StandardCharsets.US_ASCII));
    return new SigningKey(pair.getPrivate(), encoded, VerifyingKey.of(encoded).id());
  }

  /** Writes beside it first; the last step gives it its name, if nothing else has taken that. */
  private static void write(Path file, byte[] content) throws IOException {
    if (file.getFileName() == null) {
      throw new RegistryException(file + ": is a folder, name a file for the key in it");
    }
    String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path beside = file.resolveSibling("." + file.getFileName() + "." + unique + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              beside,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(SecretFile.MODE))) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.createLink(file, beside);
      Files.delete(beside);
      FileFaults.sync(file.toAbsolutePath().getParent());
    } catch (FileAlreadyExistsException e) {
      Files.deleteIfExists(beside);
      throw new RegistryException(
          file + ": is there already and keeps what it holds: name another file for the key", e);
    } catch (UnsupportedOperationException e) {
      Files.deleteIfExists(beside);
      throw new RegistryException(
          file + ": cannot be protected, its file system has no owners: name a file on another", e);
    } catch (IOException e) {
      FileFaults.discard(beside, e);
      throw FileFaults.writing(file, e);
    }
  }

  /**
   * Reads one.
   *
   * @throws RegistryException when it is no such file, or others may read it
   */
  public static SigningKey read(Path file) throws IOException {
    String text;
    SecretFile.check(file, "a private key");
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw notOne(file);
      }
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw FileFaults.reading(file, e);
    }
    byte[] secret = Pem.content(text, Pem.PRIVATE);
    byte[] encoded = Pem.content(text, Pem.PUBLIC);
    VerifyingKey verifying = encoded == null ? null : VerifyingKey.of(encoded);
    if (secret == null || verifying == null) {
      throw notOne(file);
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance(VerifyingKey.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(secret));
      SigningKey read = new SigningKey(key, encoded, verifying.id());
      // Decoding checks little: most damage shows in a signature.
      if (!verifying.verifies(encoded, read.sign(encoded))) {
        throw notOne(file);
      }
      return read;
    } catch (GeneralSecurityException | IllegalStateException e) {
      throw notOne(file);
    }
  }

  private static RegistryException notOne(Path file) {
    return new RegistryException(
        file
            + ": is no key pair of "
            + VerifyingKey.ALGORITHM
            + ", or damaged: name a file that adamant registry keygen made");
  }

  /** SHA-256 of the X.509 encoding of the public key: how entries name it. */
  public String id() {
    return id;
  }

  /** X.509 encoding of the public key. */
  public byte[] publicKey() {
    return encodedPublic.clone();
  }

  /** Signs. */
  public byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance(VerifyingKey.ALGORITHM);
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the private key " + id + " signs nothing", e);
    }
  }
}
