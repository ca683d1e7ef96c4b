package dev.adamant.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Registries whose clock a test sets. */
public final class RotationClock {

  private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

  /** What it says from now on. */
  public void set(Instant time) {
    now = time;
  }

  /** A registry that is there, with this clock. */
  public Registry open(Path directory) throws IOException {
    return Registry.open(directory, () -> now);
  }
}
