package dev.adamant.cli;

import dev.adamant.train.RunFiles;
import java.io.PrintWriter;
import java.nio.file.Files;

/** While it is open, the end of the process by Ctrl-C or a signal says how to go on. */
final class Interruption implements AutoCloseable {

  private final Thread hook;

  /**
   * Begins.
   *
   * @param err where it is said
   * @param files of the run
   */
  Interruption(PrintWriter err, RunFiles files) {
    this.hook =
        new Thread(
            () -> {
              // Without a job there is nothing to go on with.
              if (Files.exists(files.job()) && !Files.exists(files.report())) {
                err.println();
                err.println("interrupted: go on with adamant resume " + files.directory());
                err.flush();
              }
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Ends, unless the process does already. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends, and the hook has said so.
    }
  }
}
