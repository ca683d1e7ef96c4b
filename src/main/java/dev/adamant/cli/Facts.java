package dev.adamant.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Lines of a name and a text, one below the other. */
final class Facts {

  private static final int INDENT = 11;

  private final PrintWriter out;

  /** Prints to a writer that stays the caller's. */
  Facts(PrintWriter out) {
    this.out = out;
  }

  /** Prints a line, and at once. */
  void line(String name, String text) {
    out.println(String.format("%-" + INDENT + "s%s", name, text));
    out.flush();
  }

  /** A number of things: {@code 1,438 samples}. */
  static String count(long number, String one, String more) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : more);
  }

  /** A digest by its beginning. */
  static String brief(String sha256) {
    return sha256.substring(0, Math.min(12, sha256.length()));
  }

  /** {@code 96.94 %}. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  /** A loss or another number in five significant digits. */
  static String figure(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }

  /** Seconds, to the tenth below a minute. */
  static String duration(double seconds) {
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : Progress.duration(seconds);
  }
}
