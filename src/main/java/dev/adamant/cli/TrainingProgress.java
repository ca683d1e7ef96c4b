package dev.adamant.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How far training is: on a terminal one line that is written again, with a bar; elsewhere a line
 * after an epoch, and within one every ten seconds, but no two within a second before the last.
 */
final class TrainingProgress implements AutoCloseable {

  private static final long TERMINAL_NANOS = Duration.ofMillis(100).toNanos();
  private static final long STEP_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long EPOCH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int BAR = 20;

  private final PrintWriter out;
  private final boolean terminal;
  private final int first;
  private final int epochs;
  private final long samples;
  private final Supplier<String> shares;
  private final LongSupplier clock;
  private final long start;
  private long last;
  private boolean shown;
  private String latest = "";

  /**
   * Begins now.
   *
   * @param out where it is written, which stays the caller's
   * @param terminal whether that is a terminal
   * @param first how many epochs were done before
   * @param epochs of the whole job
   * @param samples of an epoch
   * @param shares who has done how much so far; empty where that is nobody's question
   * @param clock in nanoseconds
   */
  TrainingProgress(
      PrintWriter out,
      boolean terminal,
      int first,
      int epochs,
      long samples,
      Supplier<String> shares,
      LongSupplier clock) {
    this.out = out;
    this.terminal = terminal;
    this.first = first;
    this.epochs = epochs;
    this.samples = samples;
    this.shares = shares;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.last = start;
  }

  /**
   * After a step.
   *
   * @param epoch under way, from 1
   * @param done samples of it so far
   */
  void stepped(int epoch, long done) {
    if (due(terminal ? TERMINAL_NANOS : STEP_NANOS)) {
      show(epoch, done);
    }
  }

  /**
   * After an epoch and its evaluation.
   *
   * @param epoch from 1
   * @param loss of the training samples
   * @param accuracy of the test samples, from 0 to 1; NaN for regression
   */
  void finished(int epoch, double loss, double accuracy) {
    latest =
        String.format(Locale.ROOT, loss != 0 && loss < 0.001 ? ", loss %.2e" : ", loss %.4f", loss)
            + (Double.isNaN(accuracy)
                ? ""
                : String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * accuracy));
    if (epoch == epochs || due(terminal ? TERMINAL_NANOS : EPOCH_NANOS)) {
      show(epoch, samples);
    }
  }

  private boolean due(long nanos) {
    return clock.getAsLong() - last >= nanos;
  }

  private void show(int epoch, long done) {
    last = clock.getAsLong();
    double seconds = (last - start) / 1e9;
    double now = (epoch - 1.0 - first) * samples + done;
    double all = (double) (epochs - first) * samples;
    double fraction = ((epoch - 1.0) * samples + done) / ((double) epochs * samples);
    String who = shares.get();
    String line =
        String.format(
            Locale.ROOT,
            "epoch %d/%d%s %3.0f %%%s, %,.0f samples/s%s%s",
            epoch,
            epochs,
            terminal ? " " + bar(fraction) : ",",
            100 * fraction,
            latest,
            now / seconds,
            who.isEmpty() ? "" : ", " + who,
            now < all ? ", " + Progress.duration(seconds * (all - now) / now) + " left" : "");
    if (terminal) {
      out.print(Progress.CLEAR_LINE + line);
      shown = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  private static String bar(double fraction) {
    int full = (int) (BAR * fraction);
    return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
  }

  /** Leaves the line of a terminal empty, for what follows. */
  @Override
  public void close() {
    if (shown) {
      out.print(Progress.CLEAR_LINE);
      out.flush();
      shown = false;
    }
  }
}
