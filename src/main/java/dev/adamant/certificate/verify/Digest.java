package dev.adamant.certificate.verify;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal. */
public final class Digest {

  private static final int CHUNK = 1 << 16;

  private Digest() {}

  /** Of bytes. */
  public static String sha256(byte[] bytes) {
    return sha256(MemorySegment.ofArray(bytes));
  }

  /** Of memory. */
  public static String sha256(MemorySegment memory) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[(int) Math.min(CHUNK, memory.byteSize())];
      for (long at = 0; at < memory.byteSize(); at += CHUNK) {
        int count = (int) Math.min(CHUNK, memory.byteSize() - at);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, chunk, 0, count);
        digest.update(chunk, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
