package dev.adamant.schedule;

/** What a failure says of the member that it came from. */
final class Failures {

  private Failures() {}

  /** Whether every member would fail alike: a sum past its quire, a function that has no value. */
  static boolean areOfTheWork(Throwable e) {
    return e.getCause() instanceof ArithmeticException
        || e.getCause() instanceof UnsupportedOperationException;
  }

  /** The failure in words. */
  static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
