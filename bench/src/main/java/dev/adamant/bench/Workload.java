package dev.adamant.bench;

import java.lang.foreign.MemorySegment;

/** Work whose speed is measured, over data of its own. */
interface Workload {

  /** What it is, for messages. */
  String name();

  /** Elements, or multiply-adds, that one run handles. */
  long operations();

  /** Selects the native path that the runs are to take. Not timed. */
  void prepare();

  /** Does the work once. */
  void run();

  /** Where a run leaves its results, all of them and nothing else. */
  MemorySegment results();

  /**
   * Compares what the last run left.
   *
   * @throws WrongAnswerException when it is not what it must be
   */
  void check();

  /**
   * Runs once and compares the results.
   *
   * @throws WrongAnswerException when they are not what they must be
   */
  default void verify() {
    prepare();
    run();
    check();
  }
}
