package dev.adamant.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a long command is: one line that is written again on a terminal, now and then a line of
 * its own elsewhere. Says how many were done, how many in a second, and how long it will take.
 */
final class Progress implements AutoCloseable {

  private static final long TERMINAL_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

  /** Empties the line of a terminal. */
  static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private final String title;
  private final String unit;
  private final LongSupplier clock;
  private final long start;
  private long last;
  private boolean shown;

  /**
   * Begins now.
   *
   * @param out where it is written, which stays the caller's
   * @param terminal whether that is a terminal
   * @param title what goes on
   * @param unit what is counted, in the plural
   * @param clock in nanoseconds
   */
  Progress(PrintWriter out, boolean terminal, String title, String unit, LongSupplier clock) {
    this.out = out;
    this.terminal = terminal;
    this.title = title;
    this.unit = unit;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.last = start;
  }

  /** The same by the clock of the machine, on a terminal if the process has one. */
  static Progress begin(PrintWriter out, String title, String unit) {
    return new Progress(out, isTerminal(), title, unit, System::nanoTime);
  }

  /**
   * Shows the state, unless it did so just before.
   *
   * @param done how many
   * @param fraction of the whole, from 0 to 1
   */
  void update(long done, double fraction) {
    update(done, fraction, "");
  }

  /** The same with what is being done now. */
  void update(long done, double fraction, String now) {
    long time = clock.getAsLong();
    if (time - last < (terminal ? TERMINAL_NANOS : LINE_NANOS)) {
      return;
    }
    last = time;
    double seconds = (time - start) / 1e9;
    String line =
        String.format(
            Locale.ROOT,
            "%s: %.0f %%, %,d %s, %.1f/s, %s left%s",
            title,
            100 * fraction,
            done,
            unit,
            done / seconds,
            fraction > 0 ? duration(seconds * (1 - fraction) / fraction) : "?",
            now.isEmpty() ? "" : ", " + now);
    if (terminal) {
      out.print(CLEAR_LINE + line);
      shown = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Leaves the line of a terminal empty, for what follows. */
  @Override
  public void close() {
    if (shown) {
      out.print(CLEAR_LINE);
      out.flush();
      shown = false;
    }
  }

  /** Seconds as a person says them. */
  static String duration(double seconds) {
    long rounded = Math.round(Math.max(0, seconds));
    return rounded < 60
        ? rounded + " s"
        : rounded < 3600
            ? rounded / 60 + " min " + rounded % 60 + " s"
            : rounded / 3600 + " h " + rounded / 60 % 60 + " min";
  }

  /** Whether the process has a terminal that can write a line again. */
  @SuppressWarnings("SystemConsoleNull") // It is null again from JDK 25 on without a terminal.
  static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }
}
