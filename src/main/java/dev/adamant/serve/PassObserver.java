package dev.adamant.serve;

/** Sees what an engine was asked and what it answered, such as to compare it with a candidate. */
@FunctionalInterface
public interface PassObserver {

  /**
   * Called after a pass, when its answers are given out, on the engine's thread: the next pass
   * waits for it. What it throws ends the observation and is logged.
   *
   * @param rows how many
   * @param features raw, [rows, inputs]; the observer's own
   * @param outputs [rows, outputs], as {@link Answer#values} has them; the observer's own
   */
  void passed(int rows, double[] features, double[] outputs);
}
