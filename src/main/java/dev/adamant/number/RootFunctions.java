package dev.adamant.number;

/** The reciprocal square root, correctly rounded in every format. */
final class RootFunctions {
  private static final int NEWTON_STEPS = 5;

  /** ⌊2^64·√½⌋. */
  private static final long SQRT_HALF = FunctionTables.EXP2_COARSE[64];

  private RootFunctions() {}

  /** 1/√a. */
  static long rsqrt(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x <= 0) {
      return f.nar();
    }
    int scale = Codec.scale(f, a);
    long significand = Codec.significand(f, a);
    int half = scale >> 1;
    int odd = scale & 1;
    return significand == Long.MIN_VALUE && odd == 0
        ? Codec.encode(f, false, -half, Long.MIN_VALUE, false)
        : Codec.encode(f, false, -half - 1, floor(significand, odd), true);
  }

  /**
   * ⌊2^64/√m⌋ for m = significand/2^63 · 2^odd above 1: Newton's method from a line below the
   * curve, then the last units by exact comparison.
   */
  private static long floor(long significand, int odd) {
    long y = 5 * ((1L << 62) - (significand >>> 3));
    for (int i = 0; i < NEWTON_STEPS; i++) {
      long square = Math.unsignedMultiplyHigh(Math.unsignedMultiplyHigh(y, y), significand);
      // Rounding may have taken y² · significand past 1.
      y += square >= 0 ? Math.unsignedMultiplyHigh(y, Long.MIN_VALUE - square) : 0;
    }
    if (odd != 0) {
      y = Math.unsignedMultiplyHigh(y, SQRT_HALF);
    }
    while (!isBelow(y, significand, odd)) {
      y--;
    }
    while (isBelow(y + 1, significand, odd)) {
      y++;
    }
    return y;
  }

  /** Whether y/2^64 < 1/√m, that is y² · significand < 2^(191−odd). */
  private static boolean isBelow(long y, long significand, int odd) {
    long high = Math.unsignedMultiplyHigh(y, y);
    long middle = high * significand;
    long cross = Math.unsignedMultiplyHigh(y * y, significand);
    long top =
        Math.unsignedMultiplyHigh(high, significand) + Wide.carry(middle, cross, middle + cross);
    return top >>> (63 - odd) == 0;
  }
}
