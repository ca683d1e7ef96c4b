package dev.adamant.schedule;

import dev.adamant.bindings.CacheFolder;
import dev.adamant.memory.AtomicFile;
import dev.adamant.target.TargetInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What one target took for work of known amounts, from which times of other amounts are predicted:
 * measured times of equal amounts count as they are, else those of the same family that are nearest
 * in size. Refined by what a job's units take. Any thread may call.
 */
public final class Calibration {

  /** The most amounts that are remembered: those that were not asked for longest are forgotten. */
  static final int MOST = 4096;

  private final String target;
  private final Map<Amount, TimedAmount> times = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, TimedFamily> families = new HashMap<>();
  private double least = Double.POSITIVE_INFINITY;

  /**
   * Nothing is known yet.
   *
   * @param target whose: its name, device, driver and route, as they decide the speed; {@link
   *     #nameOf} has them all
   */
  public Calibration(String target) {
    this.target = Objects.requireNonNull(target, "target");
  }

  /**
   * What decides the speed of a target: its name, device, driver, route and units, and the version
   * of Adamant, line by line.
   */
  public static String nameOf(TargetInfo info) {
    return String.join(
        "\n",
        info.name(),
        info.device(),
        info.driver(),
        info.route(),
        info.computeUnits() + " units",
        CalibrationFile.version());
  }

  /** Where commands keep calibrations: a folder of the cache, which need not exist. */
  public static Path folder() {
    return CacheFolder.locate(System::getProperty, System::getenv).resolve("calibration");
  }

  /**
   * What was stored for the target; nothing where there is no file, or one that cannot be read as
   * such: it is a cache, and what was in it is measured again.
   */
  public static Calibration read(Path folder, String target) {
    Calibration calibration = new Calibration(target);
    try {
      byte[] content = Files.readAllBytes(folder.resolve(CalibrationFile.name(target)));
      for (TimedAmount time : CalibrationFile.parse(content, target)) {
        calibration.put(time);
      }
    } catch (IOException e) {
      // As if it were not there.
      return new Calibration(target);
    }
    return calibration;
  }

  /** Stores it, in place of what was there, whole or not at all. */
  public void write(Path folder) throws IOException {
    String text;
    synchronized (this) {
      text = CalibrationFile.text(target, times.values());
    }
    Files.createDirectories(folder);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(CalibrationFile.name(target)), content);
  }

  /**
   * Observes work of one amount, which is not looked for each time: jobs repeat themselves. After a
   * while it takes note of every eighth piece only, as that costs time, too.
   */
  final class Timer {

    private static final int ALL = 64;
    private static final int EVERY = 8;

    private final Amount amount;
    private TimedAmount known;
    private int count;

    private Timer(Amount amount) {
      this.amount = amount;
    }

    /** As {@link Calibration#observe}. */
    void observe(double seconds) {
      if (count++ > ALL && count % EVERY != 0) {
        return;
      }
      synchronized (Calibration.this) {
        if (known == null) {
          known = times.get(amount);
        }
        if (known == null) {
          known = new TimedAmount(amount, seconds, 1);
          put(known);
        } else {
          known.add(seconds);
          least = Math.min(least, known.seconds());
        }
      }
    }
  }

  /**
   * What observes work of the amount. Where the amount is forgotten it observes in vain, and
   * another is to be had.
   */
  Timer timer(Amount amount) {
    return new Timer(amount);
  }

  /**
   * Work of the amount took so many seconds: more than one are averaged, later ones count more. Of
   * the first few the least counts, since a busy machine makes work slower and never faster.
   *
   * @throws IllegalArgumentException when the time is not above 0 and finite
   */
  public void observe(Amount amount, double seconds) {
    timer(amount).observe(seconds);
  }

  /**
   * Work of the amount took so many seconds in a job: in place of what is known of it, and settled.
   *
   * @param count how often that was seen
   * @throws IllegalArgumentException when the time is not above 0 and finite
   */
  synchronized void learn(Amount amount, double seconds, long count) {
    long settled = Math.max(TimedAmount.FIRST, count);
    TimedAmount known = times.get(amount);
    if (known == null) {
      put(new TimedAmount(amount, seconds, settled));
    } else {
      known.replace(seconds, settled);
      least = Math.min(least, seconds);
    }
  }

  /**
   * How long it will take, in seconds; empty where nothing of its family is known. Far from all
   * sizes that are known it is a start and, in proportion, the operations.
   */
  public synchronized OptionalDouble predict(Amount amount) {
    TimedAmount known = times.get(amount);
    if (known != null) {
      return OptionalDouble.of(known.seconds());
    }
    TimedFamily family = families.get(amount.family());
    return family == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(family.predict(amount, least));
  }

  /** Whether this very amount was observed. */
  public synchronized boolean knows(Amount amount) {
    return times.containsKey(amount);
  }

  /** Whether this very amount was observed so often that the least of its times is known well. */
  public synchronized boolean isSettled(Amount amount) {
    TimedAmount known = times.get(amount);
    return known != null && known.isSettled();
  }

  /** Whether anything was observed. */
  synchronized boolean knowsAnything() {
    return !times.isEmpty();
  }

  private void put(TimedAmount time) {
    times.put(time.amount(), time);
    families.computeIfAbsent(time.amount().family(), _ -> new TimedFamily()).put(time);
    least = Math.min(least, time.seconds());
    if (times.size() > MOST) {
      Amount oldest = times.keySet().iterator().next();
      times.remove(oldest);
      TimedFamily family = families.get(oldest.family());
      family.remove(oldest);
      if (family.isEmpty()) {
        families.remove(oldest.family());
      }
    }
  }
}
