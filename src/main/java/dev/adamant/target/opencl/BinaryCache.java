package dev.adamant.target.opencl;

import dev.adamant.bindings.CacheFolder;
import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Programs that drivers have built, on disk. An entry is known by its identity, a text that says
 * everything the binary depends on: device, driver, source and options. Its file holds the identity
 * and a checksum, so an entry that was damaged, or belongs to something else, is found out; this is
 * logged as one warning line, and the caller builds again. A folder that cannot be read or written
 * only makes programs slower to load.
 */
final class BinaryCache {

  private static final System.Logger LOG = System.getLogger("dev.adamant.target.opencl");
  private static final long MAGIC = 0x41444d_434c_000001L; // "ADMCL", version 1
  private static final int DIGEST_BYTES = 32;
  private static final Set<Path> REPORTED = ConcurrentHashMap.newKeySet();

  private final Path folder;

  /**
   * A cache.
   *
   * @param folder for its files; made when the first is written
   */
  BinaryCache(Path folder) {
    this.folder = folder;
  }

  /** The file of an entry, whether it exists or not. */
  Path file(String identity) {
    byte[] digest = digest(identity.getBytes(StandardCharsets.UTF_8));
    return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".bin");
  }

  /** The binary, or null where there is none that can be used. */
  byte[] load(String identity) {
    Path file = file(identity);
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      reject(identity, "cannot be read (" + e + ")");
      return null;
    }
    try {
      return unwrap(identity, ByteBuffer.wrap(content));
    } catch (IOException e) {
      reject(identity, e.getMessage());
      return null;
    }
  }

  /** Logs, once for each file, that the entry is of no use and the program is built again. */
  void reject(String identity, String why) {
    Path file = file(identity);
    if (REPORTED.add(file)) {
      LOG.log(
          Level.WARNING,
          "the built OpenCL program {0} in the cache {1}: it is built again",
          file,
          why);
    }
  }

  /** Keeps a binary, in place of what was there; without success where the folder forbids it. */
  void store(String identity, byte[] binary) {
    Path file = file(identity);
    try {
      CacheFolder.write(file, wrap(identity, binary));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the built OpenCL program {0} is not kept: {1}", file, e);
    }
  }

  private static byte[] wrap(String identity, byte[] binary) {
    byte[] name = identity.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + DIGEST_BYTES + 4 + name.length + binary.length)
        .putLong(MAGIC)
        .put(digest(name, binary))
        .putInt(name.length)
        .put(name)
        .put(binary)
        .array();
  }

  private static byte[] unwrap(String identity, ByteBuffer content) throws IOException {
    try {
      if (content.getLong() != MAGIC) {
        throw new IOException("is not an entry of this version");
      }
      byte[] digest = new byte[DIGEST_BYTES];
      content.get(digest);
      int length = content.getInt();
      if (length < 0 || length > content.remaining()) {
        throw new IOException("is damaged");
      }
      byte[] name = new byte[length];
      content.get(name);
      byte[] binary = new byte[content.remaining()];
      content.get(binary);
      if (!Arrays.equals(digest, digest(name, binary))) {
        throw new IOException("is damaged");
      }
      if (!Arrays.equals(name, identity.getBytes(StandardCharsets.UTF_8))) {
        throw new IOException("is of another device, driver or source");
      }
      return binary;
    } catch (BufferUnderflowException e) {
      throw new IOException("is cut short", e);
    }
  }

  /** SHA-256 of the parts, each with its length in front where there are several. */
  static byte[] digest(byte[]... parts) {
    MessageDigest digest = Sha256.start();
    for (byte[] part : parts) {
      if (parts.length > 1) {
        digest.update(ByteBuffer.allocate(8).putLong(part.length).array());
      }
      digest.update(part);
    }
    return digest.digest();
  }
}
