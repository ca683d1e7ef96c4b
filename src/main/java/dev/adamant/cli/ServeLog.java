package dev.adamant.cli;

import dev.adamant.serve.http.RequestLog;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where requests are told.
 *
 * @param file added to; null for standard error
 * @param quiet whether nowhere
 */
record ServeLog(Path file, boolean quiet) {

  private static final int BUFFER = 64 << 10;

  /** Whether its lines go to standard error, where then nothing else goes. */
  boolean isOnStandardError() {
    return file == null && !quiet;
  }

  /** Opens it; the caller closes it. */
  RequestLog open() throws IOException {
    if (quiet) {
      return RequestLog.none();
    }
    if (file == null) {
      // Not System.err, which hands every line over by itself.
      return RequestLog.to(
          new BufferedOutputStream(new FileOutputStream(FileDescriptor.err), BUFFER));
    }
    return RequestLog.owning(
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            BUFFER));
  }
}
