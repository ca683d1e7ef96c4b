package dev.adamant.data;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What fetching depends on besides its arguments.
 *
 * @param cache the folder for what can be fetched again
 * @param searchPath folders of programs, as in {@code PATH}
 */
record Surroundings(Path cache, String searchPath) {

  /** Those of the process. */
  static Surroundings ofProcess() {
    return of(System::getProperty, System::getenv);
  }

  /**
   * The cache is the folder of the system property {@code adamant.cache}, else {@code adamant} in
   * {@code $XDG_CACHE_HOME} or {@code ~/.cache}, as for what Adamant builds.
   *
   * @param properties system properties by name, null where unset
   * @param environment environment variables by name, null where unset
   */
  static Surroundings of(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    String named = properties.apply("adamant.cache");
    String caches = environment.apply("XDG_CACHE_HOME");
    Path cache =
        named != null
            ? Path.of(named)
            : caches != null && Path.of(caches).isAbsolute()
                ? Path.of(caches, "adamant")
                : Path.of(properties.apply("user.home"), ".cache", "adamant");
    String path = environment.apply("PATH");
    return new Surroundings(cache.toAbsolutePath(), path == null ? "" : path);
  }

  /** The folder for datasets. */
  Path datasets() {
    return cache.resolve("datasets");
  }

  /** The program of that name. */
  Optional<Path> program(String name) {
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      Path program = Path.of(folder).resolve(name);
      if (!folder.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
        return Optional.of(program.toAbsolutePath());
      }
    }
    return Optional.empty();
  }
}
