package dev.adamant.target.rtl;

import dev.adamant.number.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.Properties;

/**
 * The clock that a lane of each format reached in a synthesis, from {@code
 * kernels/rtl/clock.properties}, which {@code scripts/synth} writes: the name of a format to MHz.
 * What it was synthesized for and with, and what is an estimate, its comments say. A format whose
 * clock is not known is not there.
 */
final class Clocks {

  private static final String RESOURCE = "clock.properties";

  private final Properties values;

  private Clocks(Properties values) {
    this.values = values;
  }

  /** Those of this build. */
  static Clocks ofThisBuild() {
    try (InputStream in = Clocks.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "the resource " + RESOURCE + " is missing: build or install Adamant again");
      }
      return read(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
    }
  }

  /** Those of a text. */
  static Clocks read(Reader text) throws IOException {
    Properties values = new Properties();
    values.load(text);
    return new Clocks(values);
  }

  /**
   * The clock of a lane in Hz.
   *
   * @throws IllegalStateException when the file has something else than a number above 0
   */
  OptionalDouble hertz(Format format) {
    String text = values.getProperty(format.name());
    if (text == null) {
      return OptionalDouble.empty();
    }
    try {
      double megahertz = Double.parseDouble(text.strip());
      if (megahertz > 0 && megahertz < Double.POSITIVE_INFINITY) {
        return OptionalDouble.of(1e6 * megahertz);
      }
    } catch (NumberFormatException e) {
      // Told below, as are numbers that are no clock.
    }
    throw new IllegalStateException(
        RESOURCE + " has " + text + " for " + format + ": expected MHz, a number above 0");
  }
}
