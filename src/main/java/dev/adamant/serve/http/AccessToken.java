package dev.adamant.serve.http;

import dev.adamant.record.SecretFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;

/** A bearer token (RFC 6750). Whoever has it may. */
public final class AccessToken {

  private static final int SHORTEST = 16;
  private static final int LONGEST = 1024;
  private static final int MADE_BYTES = 32;

  private final String text;
  private final byte[] digest;

  private AccessToken(String text) {
    this.text = text;
    this.digest = digest(text);
  }

  /**
   * Of that text.
   *
   * @throws IOException when it is too short, too long, or has characters that no header may have
   */
  public static AccessToken of(String text) throws IOException {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      throw new IOException(
          "a token of "
              + text.length()
              + " characters: it must have "
              + SHORTEST
              + " to "
              + LONGEST
              + ", such as openssl rand -hex 32 makes");
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IOException("a token of other characters than visible ones of ASCII: make another");
    }
    return new AccessToken(text);
  }

  /**
   * Reads one from a file that its owner alone may read; space around it is dropped.
   *
   * @throws IOException when others may read it, or what it holds is no token
   */
  public static AccessToken read(Path file) throws IOException {
    SecretFile.check(file, "a token");
    try {
      return of(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Reads one; where there is no such file it is made, with 256 random bits, mode 600. */
  public static AccessToken readOrMake(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] bytes = new byte[MADE_BYTES];
      new SecureRandom().nextBytes(bytes);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
      var mode = PosixFilePermissions.asFileAttribute(SecretFile.MODE);
      try (var channel =
          Files.newByteChannel(
              file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      } catch (FileAlreadyExistsException e) {
        // Another server has made it just now.
      }
    }
    return read(file);
  }

  /** The text, for the address of the page. */
  public String text() {
    return text;
  }

  /** Whether it is that text, in a time that does not depend on where they differ. */
  boolean matches(String offered) {
    return MessageDigest.isEqual(digest, digest(offered));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Never the text. */
  @Override
  public String toString() {
    return "a token";
  }
}
