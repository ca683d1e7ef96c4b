package dev.adamant.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the build wrote into the jar. */
public final class Build {

  private static final String RESOURCE = "version.properties";

  private Build() {}

  /**
   * The version of Adamant, such as {@code 0.1.0}.
   *
   * @throws IllegalStateException when the resource is missing, which means a broken jar
   */
  public static String version() {
    try (InputStream in = Build.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            RESOURCE + " is missing beside " + Build.class.getName() + ": build the jar again");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
