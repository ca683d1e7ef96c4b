package dev.adamant.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The file of libadamant: the one that {@code -Dadamant.library} names, else the one in the jar,
 * copied to a folder of the user that is named by its content. Other processes may do the same at
 * the same time: the copy is written under another name and renamed.
 */
final class LibraryFile {

  /** The file to load, when it is not the one in the jar. */
  static final String LIBRARY_PROPERTY = "adamant.library";

  private static final String FILE_NAME = "libadamant.so";

  private final UnaryOperator<String> properties;
  private final UnaryOperator<String> environment;

  /**
   * A locator.
   *
   * @param properties system properties by name, null where unset
   * @param environment environment variables by name, null where unset
   */
  LibraryFile(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /**
   * The file, which exists.
   *
   * @throws NativeLibraryException if there is none for this platform or it cannot be copied
   */
  Path locate() {
    String explicit = properties.apply(LIBRARY_PROPERTY);
    if (explicit == null) {
      return cached(bundled());
    }
    Path file = Path.of(explicit).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new NativeLibraryException(
          "-D" + LIBRARY_PROPERTY + " names " + file + ", which is no file",
          "Name a libadamant.so that 'make -C native' built, or leave the property out to use the"
              + " library in the jar.",
          null);
    }
    return file;
  }

  /** This machine as the resource folders name it, such as {@code linux-x86_64}. */
  String platform() {
    String system = properties.apply("os.name").toLowerCase(Locale.ROOT);
    String machine = properties.apply("os.arch").toLowerCase(Locale.ROOT);
    return system + "-" + (machine.equals("amd64") ? "x86_64" : machine);
  }

  private byte[] bundled() {
    String resource = "native/" + platform() + "/" + FILE_NAME;
    try (InputStream in = LibraryFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new NativeLibraryException(
            "the jar has none for " + platform(),
            "Build it there with 'make -C native OUT=DIR' and name it by -D"
                + LIBRARY_PROPERTY
                + "=DIR/"
                + FILE_NAME
                + ".",
            null);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new NativeLibraryException(
          "the resource " + resource + " cannot be read", "Install Adamant again.", e);
    }
  }

  private Path cached(byte[] content) {
    Path folder = CacheFolder.locate(properties, environment).resolve(digest(content));
    Path file = folder.resolve(FILE_NAME);
    try {
      if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
        CacheFolder.write(file, content);
      }
      return file;
    } catch (IOException e) {
      throw new NativeLibraryException(
          "it cannot be copied to " + file + " (" + e + ")",
          "Name a folder that can be written and executed from by -D"
              + CacheFolder.PROPERTY
              + "=DIR, or a built library by -D"
              + LIBRARY_PROPERTY
              + "=FILE.",
          e);
    }
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
