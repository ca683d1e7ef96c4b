package dev.adamant.serve;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** A name that requests ask for, and the version that answers them: replaced in one step. */
public final class ServedModel {

  private final String name;
  private final IntConsumer meter;
  private final AtomicReference<Engine> live = new AtomicReference<>();

  /** Of that name, with nothing live. */
  public ServedModel(String name) {
    this(name, null);
  }

  /**
   * Of that name, with nothing live.
   *
   * @param metrics counts the rows of passes; null for none
   */
  ServedModel(String name, Metrics metrics) {
    this.name = name;
    this.meter = metrics == null ? rows -> {} : rows -> metrics.batch(name, rows);
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The version that is live now, without a lease; null for none. */
  public Engine live() {
    return live.get();
  }

  /**
   * The live version with a lease, which the caller gives back by {@link Engine#release}.
   *
   * @return null where none is live
   */
  public Engine lease() {
    while (true) {
      Engine engine = live.get();
      if (engine == null || engine.retain()) {
        return engine;
      }
      Thread.onSpinWait(); // Retired, so another has taken its place.
    }
  }

  /**
   * Makes a version live. The caller retires the one that was, after this.
   *
   * @param next null for none
   * @return the one that was; null for none
   */
  public Engine swap(Engine next) {
    if (next != null) {
      next.meter(meter);
    }
    return live.getAndSet(next);
  }
}
