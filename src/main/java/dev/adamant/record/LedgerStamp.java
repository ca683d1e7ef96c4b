package dev.adamant.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * How the system describes a ledger's file and its write-ahead log: whoever writes to them, as a
 * database or not, changes it, but for writes within one tick of the system's clock. Damage beneath
 * the file system does not.
 *
 * @param ledger of the file
 * @param log of its log; empty where that is missing or empty
 */
record LedgerStamp(Map<String, Object> ledger, Map<String, Object> log) {

  /** With the time at which the system itself noted a change, which nobody can set back. */
  private static final String UNIX = "unix:ino,size,lastModifiedTime,ctime";

  private static final String SIZE = "size";

  /**
   * Of a ledger, now.
   *
   * @throws RegistryException when the system does not say
   */
  static LedgerStamp of(Path file) throws RegistryException {
    try {
      Map<String, Object> log = attributes(file.resolveSibling(file.getFileName() + "-wal"));
      return new LedgerStamp(
          attributes(file), Long.valueOf(0).equals(log.get(SIZE)) ? Map.of() : log);
    } catch (IOException e) {
      throw new RegistryException(file + ": cannot be looked at", e);
    }
  }

  private static Map<String, Object> attributes(Path file) throws IOException {
    try {
      return Files.readAttributes(file, UNIX);
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (UnsupportedOperationException e) {
      BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
      return Map.of(SIZE, basic.size(), "lastModifiedTime", basic.lastModifiedTime());
    }
  }
}
