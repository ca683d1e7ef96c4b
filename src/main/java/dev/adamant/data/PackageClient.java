package dev.adamant.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The ordinary client of a package registry. */
enum PackageClient {
  /** Debian's. */
  APT("apt-get", "E: ") {
    @Override
    List<List<String>> steps(PackageFile file, Path scratch) {
      return List.of(download(file));
    }

    // With package lists of its own, since those of a fresh machine are empty or old.
    @Override
    List<List<String>> otherSteps(PackageFile file, Path scratch) {
      List<String> apart =
          List.of(
              "-o", "Dir::State::lists=" + scratch.resolve("lists"),
              "-o", "Dir::Cache=" + scratch.resolve("cache"));
      return List.of(with(apart, List.of("update")), with(apart, download(file)));
    }

    @Override
    List<String> scratchFolders() {
      return List.of("lists/partial", "cache/archives/partial");
    }

    private List<String> download(PackageFile file) {
      return List.of("download", file.packageName() + "=" + file.version());
    }
  },
  /** That of Node's registry. */
  NPM("npm", "npm error ") {
    @Override
    List<List<String>> steps(PackageFile file, Path scratch) {
      return List.of(
          List.of("pack", file.packageName() + "@" + file.version(), "--ignore-scripts"));
    }
  };

  private final String command;
  private final String errorPrefix;

  PackageClient(String command, String errorPrefix) {
    this.command = command;
    this.errorPrefix = errorPrefix;
  }

  private static List<String> with(List<String> options, List<String> arguments) {
    return Stream.concat(options.stream(), arguments.stream()).toList();
  }

  /** The program. */
  String command() {
    return command;
  }

  /** Arguments, call after call, that put the file into the working folder. */
  abstract List<List<String>> steps(PackageFile file, Path scratch);

  /**
   * The same in another way, for where the first fails; none if there is none.
   *
   * @param scratch a folder for what the client keeps
   */
  List<List<String>> otherSteps(PackageFile file, Path scratch) {
    return List.of();
  }

  /** What the client needs within the scratch folder for {@link #otherSteps}. */
  List<String> scratchFolders() {
    return List.of();
  }

  /** The line of the output that says why a call failed. */
  String reason(List<String> output) {
    return output.stream()
        .filter(line -> line.startsWith(errorPrefix))
        .findFirst()
        .or(() -> output.stream().filter(line -> !line.isBlank()).reduce((a, b) -> b))
        .orElse("it says nothing")
        .strip();
  }
}
