package dev.adamant.target.opencl;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Where Adamant keeps what it can make again. */
final class CacheFolder {

  /** The system property that names another folder. */
  static final String PROPERTY = "adamant.cache";

  private CacheFolder() {}

  /**
   * {@code adamant.cache}, else {@code adamant} in {@code $XDG_CACHE_HOME} or {@code ~/.cache}.
   *
   * @param properties system properties by name, null where unset
   * @param environment environment variables by name, null where unset
   */
  static Path locate(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    String named = properties.apply(PROPERTY);
    if (named != null) {
      return Path.of(named).toAbsolutePath();
    }
    String caches = environment.apply("XDG_CACHE_HOME");
    return caches != null && Path.of(caches).isAbsolute()
        ? Path.of(caches, "adamant")
        : Path.of(properties.apply("user.home"), ".cache", "adamant").toAbsolutePath();
  }
}
