package dev.adamant.number;

/**
 * Values of three distributions, each made from 32 random bits u and exact as a {@code double}, so
 * that {@link Posit#fromDouble} and a cast to {@code float} round them once. {@code
 * kernels/random.h} takes the same steps in integers.
 *
 * <p>The normal distribution is inverted piece by piece, the pieces growing finer towards the tail
 * with the leading zeros of the probability (Cheung, Luk, Villasenor, Lee, A hardware Gaussian
 * noise generator using the inverse of the cumulative normal distribution and its application to
 * LDPC decoding, IEEE Trans. VLSI 2007): each octave of the probability has {@value #PIECES}, each
 * with a polynomial in fixed point.
 */
public final class RandomValues {

  /** Fraction bits of a normal value. */
  static final int NORMAL_PLACES = 40;

  /** Pieces of an octave. */
  static final int PIECES = 8;

  /** Degree of the polynomials. */
  static final int DEGREE = 5;

  /** Bits that tell the place within a piece. */
  static final int PLACE_BITS = 28;

  private static final long LOW = 0xffff_ffffL;
  private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;

  private RandomValues() {}

  /** −1 where the top bit of u is set, else 1. */
  public static double sign(int u) {
    return u < 0 ? -1 : 1;
  }

  /** (2u + 1)/2^33 for u unsigned: in the open interval from 0 to 1, symmetric about its middle. */
  public static double uniform(int u) {
    return (2 * (u & LOW) + 1) * 0x1p-33;
  }

  /**
   * The quantile of the standard normal distribution at {@link #uniform}, within 2^−32: a multiple
   * of 2^−40 of magnitude below 6.34, not 0, strictly increasing in u as an unsigned number, and
   * odd: {@code normal(~u) == -normal(u)}.
   */
  public static double normal(int u) {
    // The tail probability is odd/2^33, below 1/2.
    long magnitude = normalMagnitude(2 * (u < 0 ? ~u : u) + 1);
    return (u < 0 ? magnitude : -magnitude) * 0x1p-40;
  }

  /**
   * The value with the probability tail/2^33 above it, in units of 2^−40.
   *
   * @param tail unsigned, not 0
   */
  private static long normalMagnitude(int tail) {
    int zeros = Integer.numberOfLeadingZeros(tail);
    int normalized = tail << zeros;
    // From the end of the piece towards the tail, so that all coefficients are positive and every
    // step grows with the place: the function is monotonic whatever is cut off.
    long place = ~normalized & PLACE_MASK;
    int piece = zeros * PIECES + (normalized >>> PLACE_BITS) - PIECES;
    int first = piece * DEGREE;
    long sum = NormalTables.SLOPES[first + DEGREE - 1] & LOW;
    for (int k = DEGREE - 2; k >= 0; k--) {
      sum = (NormalTables.SLOPES[first + k] & LOW) + ((sum * place) >>> 31);
    }
    return NormalTables.ORIGINS[piece] + ((sum * place) >>> 23);
  }
}
