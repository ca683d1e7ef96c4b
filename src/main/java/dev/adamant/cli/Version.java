package dev.adamant.cli;

import dev.adamant.train.Build;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, and of the Java that runs it. */
public final class Version implements IVersionProvider {

  /** Made by picocli when {@code --version} is asked for. */
  public Version() {}

  /**
   * The version of Adamant that the build wrote into the jar, such as {@code 0.1.0}.
   *
   * @throws IllegalStateException when the resource is missing, which means a broken jar
   */
  public static String number() {
    return Build.version();
  }

  /** {@inheritDoc} */
  @Override
  public String[] getVersion() {
    return new String[] {"adamant " + number() + " (Java " + Runtime.version() + ")"};
  }
}
