package dev.adamant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A registry with two versions of each of two models, trained by the program as a user would:
 * {@code small}, and {@code wide} with about a million parameters.
 *
 * @param directory of the registry
 * @param key signs in it
 * @param small run directories of the versions, the first first
 * @param wide likewise
 */
record ServingRegistry(Path directory, Path key, List<Path> small, List<Path> wide) {

  static final String SMALL = "small";
  static final String WIDE = "wide";

  private static final List<String> SMALL_JOB = List.of("--hidden", "32", "--epochs", "5");
  private static final List<String> WIDE_JOB = List.of("--hidden", "960,960", "--epochs", "1");

  /**
   * Trains and publishes, unless that was done.
   *
   * @param folder where all of it goes, or is
   */
  static ServingRegistry of(ServingProgram program, Path folder)
      throws IOException, InterruptedException {
    Path registry = folder.resolve("registry");
    Path key = folder.resolve("key.pem");
    if (Files.exists(registry)) {
      return new ServingRegistry(registry, key, folders(folder, SMALL), folders(folder, WIDE));
    }
    program.run("registry", "init", "--registry", registry.toString());
    program.run("registry", "keygen", "--registry", registry.toString(), key.toString());
    ServingRegistry made =
        new ServingRegistry(
            registry,
            key,
            runs(program, folder, SMALL, SMALL_JOB),
            runs(program, folder, WIDE, WIDE_JOB));
    made.publish(program, SMALL, made.small);
    made.publish(program, WIDE, made.wide);
    return made;
  }

  private static List<Path> folders(Path folder, String name) {
    return List.of(folder.resolve(name + 1), folder.resolve(name + 2));
  }

  private static List<Path> runs(ServingProgram program, Path folder, String name, List<String> job)
      throws IOException, InterruptedException {
    List<Path> runs = folders(folder, name);
    for (Path run : runs) {
      List<String> arguments = new ArrayList<>(List.of("train", "--data", "digits"));
      arguments.addAll(job);
      arguments.addAll(
          List.of("--seed", Integer.toString(1 + runs.indexOf(run)), "--out", run.toString()));
      program.run(arguments.toArray(String[]::new));
    }
    return runs;
  }

  private void publish(ServingProgram program, String name, List<Path> runs)
      throws IOException, InterruptedException {
    for (Path run : runs) {
      program.run(
          "registry",
          "publish",
          "--registry",
          directory.toString(),
          "--key",
          key.toString(),
          name,
          run.toString());
    }
  }

  /** The model file of a version. */
  static Path model(List<Path> runs, int version) {
    return runs.get(version - 1).resolve("model.safetensors");
  }
}
