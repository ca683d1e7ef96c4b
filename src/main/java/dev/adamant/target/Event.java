package dev.adamant.target;

/** The end of a piece of work that was submitted to a target. Any thread may ask. */
public interface Event {

  /** Whether the work has ended, well or not. */
  boolean isDone();

  /**
   * Waits for the end. May be called again, with the same outcome.
   *
   * @throws TargetException when the work failed: its results are then undefined
   */
  void await();
}
