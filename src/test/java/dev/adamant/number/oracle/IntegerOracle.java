package dev.adamant.number.oracle;

import java.math.BigInteger;

/** Rounding to the nearest integer, ties to even, within the range of a {@code long}. */
public final class IntegerOracle {

  private static final Dyadic HALF = Dyadic.powerOfTwo(-1);

  private IntegerOracle() {}

  /**
   * Whether {@code exact} rounds to an integer that a {@code long} can hold; false for {@code
   * NOT_REAL}.
   */
  public static boolean isInRange(ExactReal exact) {
    return exact.isReal()
        && exact.compareTo(Dyadic.powerOfTwo(63).subtract(HALF)) < 0
        && exact.compareTo(Dyadic.powerOfTwo(63).negate().subtract(HALF)) >= 0;
  }

  /** Whether {@code result} is the integer nearest to {@code exact}, the even one in a tie. */
  public static boolean isRounding(ExactReal exact, long result) {
    Dyadic integer = new Dyadic(BigInteger.valueOf(result), 0);
    boolean even = (result & 1) == 0;
    int below = exact.compareTo(integer.subtract(HALF));
    int above = exact.compareTo(integer.add(HALF));
    return (below > 0 || (below == 0 && even)) && (above < 0 || (above == 0 && even));
  }
}
