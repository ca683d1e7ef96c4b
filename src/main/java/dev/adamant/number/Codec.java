package dev.adamant.number;

/**
 * Decodes patterns and encodes values: the one place that knows the bit layout.
 *
 * <p>A finite non-zero pattern is the value (−1)^sign · significand/2^63 · 2^scale, where bit 63 of
 * the unsigned 64-bit significand is set. Only the low n bits of a pattern are read; patterns
 * returned are sign-extended from bit n−1. Nothing allocates.
 *
 * <p>The <em>body</em> of a pattern is its magnitude without the sign bit, left-aligned in 64 bits
 * and followed by zeros: regime, exponent, fraction. (Posit Standard 2022, sections 3 and 4.)
 */
public final class Codec {
  private Codec() {}

  /** Whether the pattern is NaR, 10…0. */
  public static boolean isNaR(Format f, long a) {
    return aligned(f, a) == Long.MIN_VALUE;
  }

  /** Whether the pattern is zero, 0…0. */
  public static boolean isZero(Format f, long a) {
    return aligned(f, a) == 0;
  }

  /** Whether the value is below zero; NaR is not. */
  public static boolean isNegative(Format f, long a) {
    long x = aligned(f, a);
    return x < 0 && x != Long.MIN_VALUE;
  }

  /**
   * The scale of a finite non-zero pattern: the exponent of two of its leading bit. Unspecified for
   * zero and NaR.
   */
  public static int scale(Format f, long a) {
    return bodyScale(f, body(aligned(f, a)));
  }

  /**
   * The significand of the magnitude of a finite non-zero pattern, unsigned, bit 63 set, bit 0
   * clear. Unspecified for zero and NaR.
   */
  public static long significand(Format f, long a) {
    return bodySignificand(f, body(aligned(f, a)));
  }

  /**
   * The value rounded once to the nearest pattern, a tie to the even pattern; magnitudes beyond
   * maxpos give maxpos, those below minpos give minpos, never zero or NaR.
   *
   * @param negative whether the value is below zero
   * @param scale exponent of two of the leading bit; any {@code int}
   * @param significand unsigned, bit 63 set: the magnitude is significand/2^63 · 2^scale
   * @param sticky whether the exact magnitude lies strictly above that and strictly below the one
   *     with the next significand
   */
  public static long encode(
      Format f, boolean negative, int scale, long significand, boolean sticky) {
    return round(f, negative ? -1 : 0, scale, significand, sticky ? 1 : 0);
  }

  /**
   * {@link #encode} without branches on random bits.
   *
   * @param sign −1 for a value below zero, else 0
   * @param below not zero for a sticky value
   */
  static long round(Format f, long sign, int scale, long significand, long below) {
    int es = f.exponentBits();
    int regime = scale >> es;
    int regimeSign = regime >> 31;
    int repeats = regime ^ regimeSign;
    // The infinite bit string of the magnitude: regime, exponent, fraction. Its first 64 bits, the
    // body, hold the pattern and at least the first bit cut off.
    long tail = ((long) scale << (63 - es) << 1) | (significand << 1 >>> es);
    long lost = below | (significand & (((1L << es) - 1) >>> 1));
    if (repeats >= f.maxRegime() - 1) {
      return (roundEnd(f, regime, tail, lost) ^ sign) - sign;
    }
    // 10 or 01, whose first bit the shift repeats.
    long body = ((Long.MIN_VALUE >>> -regimeSign) | (tail >>> 2)) >> repeats;
    lost |= tail << (62 - repeats);
    return (cut(f, body, lost) ^ sign) - sign;
  }

  /**
   * The magnitude rounded when its regime is the longest, which has no terminating bit, or longer
   * still. Only here can it leave the range.
   */
  private static long roundEnd(Format f, int regime, long tail, long lost) {
    int longest = f.maxRegime();
    if (regime >= longest) {
      return f.maxpos();
    }
    if (regime < -longest) {
      return f.minpos();
    }
    long ones = regime < 0 ? 0 : ~(-1L >>> longest);
    long body = ones | (tail >>> longest);
    long rounded = cut(f, body, lost | (tail << -longest));
    return regime < 0 ? Math.max(rounded, f.minpos()) : rounded - (rounded >>> (f.bits() - 1));
  }

  /** The first n − 1 bits of a body, to the nearest, a tie to the even one. */
  private static long cut(Format f, long body, long lost) {
    long rest = (body << (f.bits() - 1) << 1) | lost;
    long above = (rest | -rest) >>> 63;
    long kept = body >>> (65 - f.bits());
    long half = (body >>> (64 - f.bits())) & 1;
    return kept + (half & (above | kept));
  }

  /** The pattern sign-extended from bit n−1. */
  static long extended(Format f, long a) {
    return aligned(f, a) >> (64 - f.bits());
  }

  /** The n bits of the pattern at the top of 64, zeros below. */
  static long aligned(Format f, long a) {
    return a << (64 - f.bits());
  }

  /** The body of an {@link #aligned} pattern that is neither zero nor NaR. */
  static long body(long aligned) {
    return Math.abs(aligned) << 1;
  }

  /** {@link #scale} of a body, which may hold one bit more than the format has. */
  static int bodyScale(Format f, long body) {
    int es = f.exponentBits();
    long ones = body >> 63;
    int run = Long.numberOfLeadingZeros((body ^ ones) | (Long.MIN_VALUE >>> f.maxRegime()));
    int regime = (run - 1) ^ (int) ~ones;
    long tail = body << regimeLength(f, body);
    int exponent = (int) (tail >>> 1 >>> (63 - es));
    return (regime << es) + exponent;
  }

  /** {@link #significand} of a body, which may hold one bit more than the format has. */
  static long bodySignificand(Format f, long body) {
    return Long.MIN_VALUE | (body << regimeLength(f, body) << f.exponentBits() >>> 1);
  }

  /** Bits of the regime of a body, its terminating bit included. */
  static int regimeLength(Format f, long body) {
    long change = body ^ (body >> 63);
    return 1 + Long.numberOfLeadingZeros(change | (Long.MIN_VALUE >>> (f.maxRegime() - 1)));
  }
}
