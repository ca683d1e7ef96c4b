package dev.adamant.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program.
 *
 * @param status its exit status
 * @param output the lines of its standard output and error
 */
record ProgramRun(int status, List<String> output) {

  private static final long POLL_MILLIS = 100;

  ProgramRun {
    output = List.copyOf(output);
  }

  /**
   * Runs a program to its end, with no input; it ends with the thread's interruption.
   *
   * @param program to run
   * @param arguments for it
   * @param searchPath the {@code PATH} that it sees
   * @param folder in which it works
   * @param log a file for its output, replaced
   * @param meanwhile is done ten times a second
   * @throws IOException when it cannot be started or its output not be kept, or the thread is
   *     interrupted
   */
  static ProgramRun of(
      Path program,
      List<String> arguments,
      String searchPath,
      Path folder,
      Path log,
      Runnable meanwhile)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("PATH", searchPath);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        meanwhile.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the thread was interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    byte[] output = Files.readAllBytes(log);
    return new ProgramRun(
        process.exitValue(), new String(output, StandardCharsets.UTF_8).lines().toList());
  }
}
