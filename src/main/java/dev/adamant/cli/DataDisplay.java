package dev.adamant.cli;

import dev.adamant.data.ProgressListener;
import java.io.PrintWriter;

/** Shows how far a dataset is fetched. */
final class DataDisplay implements ProgressListener, AutoCloseable {

  private final PrintWriter err;
  private Progress progress;

  /** Shows nothing yet; the writer stays the caller's. */
  DataDisplay(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void message(String line) {
    close();
    err.println(line);
    err.flush();
  }

  @Override
  public void progress(String what, long done, long total) {
    if (progress == null) {
      progress = Progress.begin(err, what, "KiB");
    }
    progress.update(done >> 10, total == 0 ? 0 : (double) done / total);
  }

  /** Leaves the line of a terminal empty. */
  @Override
  public void close() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}
