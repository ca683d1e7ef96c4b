package dev.adamant.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, and of the Java that runs it. */
public final class Version implements IVersionProvider {

  private static final String RESOURCE = "version.properties";

  /** Made by picocli when {@code --version} is asked for. */
  public Version() {}

  /**
   * The version of Adamant that the build wrote into the jar, such as {@code 0.1.0}.
   *
   * @throws IllegalStateException when the resource is missing, which means a broken jar
   */
  public static String number() {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            RESOURCE + " is missing beside " + Version.class.getName() + ": build the jar again");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@inheritDoc} */
  @Override
  public String[] getVersion() {
    return new String[] {"adamant " + number() + " (Java " + Runtime.version() + ")"};
  }
}
