package dev.adamant.memory;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Where what can be fetched or made again is kept between runs. */
public final class CacheFolder {

  private CacheFolder() {}

  /** That of the process. */
  public static Path ofProcess() {
    return of(System::getProperty, System::getenv);
  }

  /**
   * The folder of the system property {@code adamant.cache}, else {@code adamant} in {@code
   * $XDG_CACHE_HOME} or {@code ~/.cache}, as for what Adamant builds. It need not exist.
   *
   * @param properties system properties by name, null where unset
   * @param environment environment variables by name, null where unset
   */
  public static Path of(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    String named = properties.apply("adamant.cache");
    String caches = environment.apply("XDG_CACHE_HOME");
    Path cache =
        named != null
            ? Path.of(named)
            : caches != null && Path.of(caches).isAbsolute()
                ? Path.of(caches, "adamant")
                : Path.of(properties.apply("user.home"), ".cache", "adamant");
    return cache.toAbsolutePath();
  }
}
