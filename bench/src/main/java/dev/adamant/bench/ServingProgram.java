package dev.adamant.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The program {@code adamant}, and others beside it.
 *
 * @param command that starts it, such as {@code scripts/adamant}
 */
record ServingProgram(String command) {

  /** Its command line with arguments. */
  List<String> with(String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(command);
    line.addAll(Arrays.asList(arguments));
    return line;
  }

  /** Runs it to its end. */
  void run(String... arguments) throws IOException, InterruptedException {
    execute(with(arguments));
  }

  /**
   * Runs any program to its end.
   *
   * @return what it printed, errors included
   * @throws IOException when there is none of that name, or it fails, with what it printed
   */
  static String execute(List<String> line) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          String.join(" ", line) + " ended with status " + status + ": " + output.strip());
    }
    return output;
  }
}
