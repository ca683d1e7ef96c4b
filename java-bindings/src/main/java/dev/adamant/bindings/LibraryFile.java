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
 * The file of a library of this repository: the one that its system property names, else the one in
 * the jar, copied to a folder of the user that is named by its content. Other processes may do the
 * same at the same time: the copy is written under another name and renamed.
 */
final class LibraryFile {

  private final OwnLibrary library;
  private final UnaryOperator<String> properties;
  private final UnaryOperator<String> environment;

  /**
   * A locator.
   *
   * @param library what is looked for
   * @param properties system properties by name, null where unset
   * @param environment environment variables by name, null where unset
   */
  LibraryFile(
      OwnLibrary library, UnaryOperator<String> properties, UnaryOperator<String> environment) {
    this.library = library;
    this.properties = properties;
    this.environment = environment;
  }

  /**
   * The file, which exists.
   *
   * @throws NativeLibraryException if there is none for this platform or it cannot be copied
   */
  Path locate() {
    String explicit = properties.apply(library.property());
    if (explicit == null) {
      return cached(bundled());
    }
    Path file = Path.of(explicit).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw library.unusable(
          "-D" + library.property() + " names " + file + ", which is no file",
          "Name a "
              + library.fileName()
              + " that 'make -C "
              + library.folder()
              + "' built, or leave the property out to use the library in the jar.",
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
    String resource = "native/" + platform() + "/" + library.fileName();
    try (InputStream in = LibraryFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw library.unusable(
            "the jar has none for " + platform(),
            library.remedy() + " by -D" + library.property() + "=DIR/" + library.fileName() + ".",
            null);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw library.unusable(
          "the resource " + resource + " cannot be read", "Install Adamant again.", e);
    }
  }

  private Path cached(byte[] content) {
    Path folder = CacheFolder.locate(properties, environment).resolve(digest(content));
    Path file = folder.resolve(library.fileName());
    try {
      if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
        CacheFolder.write(file, content);
      }
      return file;
    } catch (IOException e) {
      throw library.unusable(
          "it cannot be copied to " + file + " (" + e + ")",
          "Name a folder that can be written and executed from by -D"
              + CacheFolder.PROPERTY
              + "=DIR, or a built library by -D"
              + library.property()
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
