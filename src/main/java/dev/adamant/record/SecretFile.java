package dev.adamant.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files with private keys, passwords and tokens: their owner alone may have access. */
public final class SecretFile {

  /** The most that is allowed: mode 600. */
  public static final Set<PosixFilePermission> MODE =
      Set.copyOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private SecretFile() {}

  /**
   * Refuses a file of a looser mode.
   *
   * @param holds in words, such as {@code a private key}
   * @throws RegistryException when others may have access, the file system knows no owners, or
   *     there is no such file
   */
  public static void check(Path file, String holds) throws IOException {
    Set<PosixFilePermission> mode;
    try {
      mode = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException e) {
      throw new RegistryException(
          file + ": is on a file system without owners, move it to one that has such", e);
    } catch (IOException e) {
      throw FileFaults.reading(file, e);
    }
    if (!MODE.containsAll(mode)) {
      throw new RegistryException(
          file
              + ": has the mode "
              + PosixFilePermissions.toString(mode)
              + ", and its owner alone may have any access to "
              + holds
              + ": make another or, where nobody else had it, chmod 600 "
              + file);
    }
  }
}
