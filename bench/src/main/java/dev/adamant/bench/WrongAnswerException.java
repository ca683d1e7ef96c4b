package dev.adamant.bench;

/** A workload gave another result than it must; its speed means nothing. */
final class WrongAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private WrongAnswerException(String message) {
    super(message);
  }

  /**
   * Compares the bits of one result.
   *
   * @throws WrongAnswerException when they differ
   */
  static void unlessSame(String what, long index, long expected, long actual) {
    if (expected != actual) {
      throw new WrongAnswerException(
          what
              + ": result "
              + index
              + " is "
              + Long.toHexString(actual)
              + ", must be "
              + Long.toHexString(expected)
              + "; nothing is timed that answers wrongly: run scripts/test to find the cause");
    }
  }

  /**
   * Compares a float32 result, which depends on the order of the sum, with the bound that holds for
   * every order.
   *
   * @param terms products in the sum
   * @param sum of the products in double
   * @param magnitudes the sum of their magnitudes
   * @throws WrongAnswerException when the result is farther from the sum than that
   */
  static void unlessWithinRounding(
      String what, long terms, double sum, double magnitudes, float actual) {
    double unit = (terms + 2) * 0x1p-24;
    double bound = unit / (1 - unit) * magnitudes;
    if (!(Math.abs(actual - sum) <= bound)) {
      throw new WrongAnswerException(
          what
              + ": "
              + actual
              + " is farther than "
              + bound
              + " from "
              + sum
              + ", as no order of"
              + " the sum allows; the baseline does other work than it should");
    }
  }
}
