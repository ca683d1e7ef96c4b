package dev.adamant.number.oracle;

/**
 * A real number known exactly, through how it compares with every dyadic rational. Rounding needs
 * no more than that, so sums, quotients and square roots all round by the same rule without ever
 * being approximated.
 */
public interface ExactReal {

  /**
   * The result of an operation that has no real value (NaR among the operands, x/0, the root of a
   * negative).
   */
  ExactReal NOT_REAL =
      new ExactReal() {
        @Override
        public boolean isReal() {
          return false;
        }

        @Override
        public int signum() {
          throw new IllegalStateException("not a real has no sign: test for NOT_REAL first");
        }

        @Override
        public int compareTo(Dyadic other) {
          throw new IllegalStateException("not a real has no order: test for NOT_REAL first");
        }

        @Override
        public ExactReal negate() {
          return this;
        }

        @Override
        public String toString() {
          return "NOT_REAL";
        }
      };

  /** Whether there is a number at all: false for {@link #NOT_REAL} only. */
  default boolean isReal() {
    return true;
  }

  /** −1, 0 or 1. */
  int signum();

  /** Negative, zero or positive as this number is below, equal to or above {@code other}. */
  int compareTo(Dyadic other);

  /** The number of opposite sign. */
  ExactReal negate();
}
