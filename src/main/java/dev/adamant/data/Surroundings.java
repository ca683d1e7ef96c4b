package dev.adamant.data;

import dev.adamant.bindings.CacheFolder;
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
   * The cache is that of {@link CacheFolder#locate}.
   *
   * @param properties system properties by name, null where unset
   * @param environment environment variables by name, null where unset
   */
  static Surroundings of(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    String path = environment.apply("PATH");
    return new Surroundings(CacheFolder.locate(properties, environment), path == null ? "" : path);
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
