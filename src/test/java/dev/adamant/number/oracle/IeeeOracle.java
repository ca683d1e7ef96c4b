package dev.adamant.number.oracle;

import java.math.BigInteger;

/**
 * Rounding to nearest, ties to even, into an IEEE 754 binary format, from the definition: a
 * positive bit pattern k stands for all numbers between the midpoints with patterns k−1 and k+1,
 * themselves included when k is even, where infinity counts as the next power of two. Immutable.
 */
public final class IeeeOracle {

  public static final IeeeOracle DOUBLE = new IeeeOracle(64, 52);
  public static final IeeeOracle FLOAT = new IeeeOracle(32, 23);

  private final int bits;
  private final int fractionBits;
  private final long infinity;
  private final int leastExponent;

  private IeeeOracle(int bits, int fractionBits) {
    int exponentBits = bits - 1 - fractionBits;
    this.bits = bits;
    this.fractionBits = fractionBits;
    this.infinity = ((1L << exponentBits) - 1) << fractionBits;
    this.leastExponent = 2 - (1 << (exponentBits - 1)) - fractionBits;
  }

  /**
   * The exact value of IEEE bits (the low bits of {@code ieee}); NaN and infinities are {@code
   * NOT_REAL}.
   */
  public ExactReal value(long ieee) {
    long magnitude = ieee & ~(-1L << (bits - 1));
    if (magnitude >= infinity) {
      return ExactReal.NOT_REAL;
    }
    Dyadic value = magnitudeValue(magnitude);
    return isNegative(ieee) ? value.negate() : value;
  }

  /** The exact value of a double, or {@code NOT_REAL} for NaN and infinities. */
  public static ExactReal valueOf(double value) {
    return DOUBLE.value(Double.doubleToRawLongBits(value));
  }

  /**
   * Whether {@code ieee} are the bits to which {@code exact} rounds: the canonical quiet NaN for
   * {@code NOT_REAL}, +0 for zero, a zero of the sign of {@code exact} when it underflows, an
   * infinity when it overflows.
   */
  public boolean isRounding(ExactReal exact, long ieee) {
    long magnitude = ieee & ~(-1L << (bits - 1));
    boolean negative = isNegative(ieee);
    if (!exact.isReal() || magnitude > infinity) {
      long quietBit = 1L << (fractionBits - 1);
      return !exact.isReal() && !negative && magnitude == (infinity | quietBit);
    }
    if (exact.signum() == 0) {
      return magnitude == 0 && !negative;
    }
    if (negative != exact.signum() < 0) {
      return false;
    }
    ExactReal x = negative ? exact.negate() : exact;
    boolean even = (magnitude & 1) == 0;
    if (magnitude > 0) {
      int below = x.compareTo(midpointAbove(magnitude - 1));
      if (below < 0 || (below == 0 && !even)) {
        return false;
      }
    }
    if (magnitude < infinity) {
      int above = x.compareTo(midpointAbove(magnitude));
      return above < 0 || (above == 0 && even);
    }
    return true;
  }

  private boolean isNegative(long ieee) {
    return (ieee >>> (bits - 1) & 1) != 0;
  }

  private Dyadic midpointAbove(long magnitude) {
    return magnitudeValue(magnitude).add(magnitudeValue(magnitude + 1)).shift(-1);
  }

  private Dyadic magnitudeValue(long magnitude) {
    int exponentField = (int) (magnitude >>> fractionBits);
    long fraction = magnitude & ~(-1L << fractionBits);
    return exponentField == 0
        ? new Dyadic(BigInteger.valueOf(fraction), leastExponent)
        : new Dyadic(
            BigInteger.valueOf((1L << fractionBits) + fraction), leastExponent + exponentField - 1);
  }
}
