package dev.adamant.bench;

/** Work whose speed is measured, over data of its own. */
interface Workload {

  /** What it is, for a table. */
  String name();

  /** Elements, or multiply-adds, that one run handles. */
  long operations();

  /** Selects the native path that the runs are to take. Not timed. */
  void prepare();

  /** Does the work once; the result stays in the memory of the workload. */
  void run();

  /**
   * Runs once and compares the result.
   *
   * @throws WrongAnswerException when it is not what it must be
   */
  void verify();
}
