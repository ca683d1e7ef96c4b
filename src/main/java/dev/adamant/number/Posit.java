package dev.adamant.number;

/**
 * Posit arithmetic: every operation is its exact result rounded once ({@link Codec#encode}), NaR
 * when an operand is NaR or when there is no real result.
 *
 * <p>Of each pattern only the low n bits are read; results are sign-extended from bit n−1. Nothing
 * allocates. (Posit Standard 2022, section 5.)
 */
public final class Posit {
  private Posit() {}

  /** −a, exact. */
  public static long neg(Format f, long a) {
    return Codec.extended(f, -a);
  }

  /** |a|, exact. */
  public static long abs(Format f, long a) {
    long x = Codec.extended(f, a);
    long sign = x >> 63;
    return Codec.extended(f, (x ^ sign) - sign);
  }

  /**
   * Negative, zero or positive as a is below, equal to or above b; NaR is equal to itself and below
   * all else.
   */
  public static int compare(Format f, long a, long b) {
    return Long.compare(Codec.aligned(f, a), Codec.aligned(f, b));
  }

  /** The greater of the two; NaR where either is NaR. */
  public static long max(Format f, long a, long b) {
    return Codec.isNaR(f, a) || Codec.isNaR(f, b)
        ? f.nar()
        : Codec.extended(f, compare(f, a, b) >= 0 ? a : b);
  }

  /** The lesser of the two; NaR where either is NaR. */
  public static long min(Format f, long a, long b) {
    return Codec.isNaR(f, a) || Codec.isNaR(f, b)
        ? f.nar()
        : Codec.extended(f, compare(f, a, b) <= 0 ? a : b);
  }

  /** a where b is above zero, else 0; NaR where either is NaR. */
  public static long gate(Format f, long a, long b) {
    if (Codec.isNaR(f, a) || Codec.isNaR(f, b)) {
      return f.nar();
    }
    return Codec.aligned(f, b) > 0 ? Codec.extended(f, a) : 0;
  }

  /** a + b. */
  public static long add(Format f, long a, long b) {
    long x = Codec.aligned(f, a);
    long y = Codec.aligned(f, b);
    if (x << 1 == 0 || y << 1 == 0) {
      boolean nar = x == Long.MIN_VALUE || y == Long.MIN_VALUE;
      return nar ? f.nar() : (x | y) >> (64 - f.bits());
    }
    long magnitudeX = Math.abs(x);
    long magnitudeY = Math.abs(y);
    // Without a branch, which random signs and sizes would mispredict.
    long swap = (magnitudeX - magnitudeY) >> 63;
    long change = (magnitudeX ^ magnitudeY) & swap;
    long larger = (magnitudeX ^ change) << 1;
    long smaller = (magnitudeY ^ change) << 1;
    long sign = x ^ ((x ^ y) & swap);
    int scale = Codec.bodyScale(f, larger);
    return Sum.round(
        f,
        sign >> 63,
        scale,
        Codec.bodySignificand(f, larger),
        0,
        (x ^ y) >> 63,
        scale - Codec.bodyScale(f, smaller),
        Codec.bodySignificand(f, smaller),
        0);
  }

  /** a − b. */
  public static long sub(Format f, long a, long b) {
    return add(f, a, -b);
  }

  /** a · b. */
  public static long mul(Format f, long a, long b) {
    long x = Codec.aligned(f, a);
    long y = Codec.aligned(f, b);
    if (x << 1 == 0 || y << 1 == 0) {
      return x == Long.MIN_VALUE || y == Long.MIN_VALUE ? f.nar() : 0;
    }
    long bodyX = Codec.body(x);
    long bodyY = Codec.body(y);
    long significandX = Codec.bodySignificand(f, bodyX);
    long significandY = Codec.bodySignificand(f, bodyY);
    long high = Math.unsignedMultiplyHigh(significandX, significandY);
    long low = significandX * significandY;
    // The product of two significands in [1, 2) lies in [1, 4).
    int carry = (int) (high >>> 63);
    long significand = (high << (1 - carry)) | ((low >>> 63) & ~carry);
    long rest = low << (1 - carry);
    int scale = Codec.bodyScale(f, bodyX) + Codec.bodyScale(f, bodyY) + carry;
    return Codec.round(f, (x ^ y) >> 63, scale, significand, rest);
  }

  /** a / b; NaR when b is zero. */
  public static long div(Format f, long a, long b) {
    long x = Codec.aligned(f, a);
    long y = Codec.aligned(f, b);
    if (x << 1 == 0 || y << 1 == 0) {
      return y == 0 || y == Long.MIN_VALUE || x == Long.MIN_VALUE ? f.nar() : 0;
    }
    long dividend = Codec.significand(f, a);
    long divisor = Codec.significand(f, b);
    int scale = Codec.scale(f, a) - Codec.scale(f, b);
    if (Long.compareUnsigned(dividend, divisor) < 0) {
      scale--;
    } else {
      // Exact: bit 0 of a significand is clear.
      dividend >>>= 1;
    }
    long quotient = Int128.divide(dividend, divisor);
    return Codec.round(f, (x ^ y) >> 63, scale, quotient, quotient * divisor);
  }

  /** a · b + c, rounded once; 0 · NaR is NaR. */
  public static long fma(Format f, long a, long b, long c) {
    long x = Codec.aligned(f, a);
    long y = Codec.aligned(f, b);
    long z = Codec.aligned(f, c);
    if (x << 1 == 0 || y << 1 == 0) {
      boolean nar = x == Long.MIN_VALUE || y == Long.MIN_VALUE;
      return nar ? f.nar() : Codec.extended(f, c);
    }
    if (z << 1 == 0) {
      return z == 0 ? mul(f, a, b) : f.nar();
    }
    long significandA = Codec.significand(f, a);
    long significandB = Codec.significand(f, b);
    long high = Math.unsignedMultiplyHigh(significandA, significandB);
    long low = significandA * significandB;
    int scale = Codec.scale(f, a) + Codec.scale(f, b) + 1;
    if (high >= 0) {
      high = (high << 1) | (low >>> 63);
      low <<= 1;
      scale--;
    }
    long sign = (x ^ y) >> 63;
    long opposite = (x ^ y ^ z) >> 63;
    long addend = Codec.significand(f, c);
    int gap = scale - Codec.scale(f, c);
    if (gap > 0 || (gap == 0 && Long.compareUnsigned(high, addend) >= 0)) {
      return Sum.round(f, sign, scale, high, low, opposite, gap, addend, 0);
    }
    return Sum.round(f, z >> 63, scale - gap, addend, 0, opposite, -gap, high, low);
  }

  /** √a; NaR when a is below zero. */
  public static long sqrt(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x <= 0) {
      return x == 0 ? 0 : f.nar();
    }
    int scale = Codec.scale(f, a);
    // √(s/2^63 · 2^scale) = √(s · 2^63)/2^63 · 2^(scale/2) for an even scale, √(s · 2^64) for odd.
    long radicand = Codec.significand(f, a) >>> (~scale & 1);
    long root = Int128.squareRoot(radicand);
    long inexact = (root * root) | (Math.unsignedMultiplyHigh(root, root) ^ radicand);
    return Codec.round(f, 0, scale >> 1, root, inexact);
  }

  /**
   * The value of a pattern of one format, rounded to another; exact where the other can hold it.
   */
  public static long convert(Format from, Format to, long a) {
    long x = Codec.aligned(from, a);
    if (x << 1 == 0) {
      return x == 0 ? 0 : to.nar();
    }
    return Codec.round(to, x >> 63, Codec.scale(from, a), Codec.significand(from, a), 0);
  }

  /** v rounded; NaN and the infinities become NaR, −0 becomes 0. */
  public static long fromDouble(Format f, double v) {
    return Ieee.fromDouble(f, v);
  }

  /**
   * The double nearest to a, a tie to the even one: subnormal or zero below 2^−1022, infinite from
   * 2^1024 − 2^970 up. NaR becomes the canonical NaN.
   */
  public static double toDouble(Format f, long a) {
    return Double.longBitsToDouble(Ieee.toBits(f, a, Ieee.DOUBLE_FRACTION, Ieee.DOUBLE_BIAS));
  }

  /** v rounded; NaN and the infinities become NaR, −0 becomes 0. */
  public static long fromFloat(Format f, float v) {
    // Every float is a double, so this rounds once.
    return Ieee.fromDouble(f, v);
  }

  /**
   * The float nearest to a, rounded once, a tie to the even one: subnormal or zero below 2^−126,
   * infinite from 2^128 − 2^103 up. NaR becomes the canonical NaN.
   */
  public static float toFloat(Format f, long a) {
    return Float.intBitsToFloat((int) Ieee.toBits(f, a, Ieee.FLOAT_FRACTION, Ieee.FLOAT_BIAS));
  }

  /** v rounded. */
  public static long fromLong(Format f, long v) {
    if (v == 0) {
      return 0;
    }
    long magnitude = Math.abs(v); // 2^63, unsigned, for the least long
    int zeros = Long.numberOfLeadingZeros(magnitude);
    return Codec.round(f, v >> 63, 63 - zeros, magnitude << zeros, 0);
  }

  /**
   * The integer nearest to a, a tie to the even one.
   *
   * @throws ArithmeticException when a is NaR or the integer does not fit in a {@code long}
   */
  public static long toLong(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x << 1 == 0) {
      if (x == 0) {
        return 0;
      }
      throw new ArithmeticException("NaR of " + f + " is no integer: test for it with isNaR");
    }
    int scale = Codec.scale(f, a);
    long significand = Codec.significand(f, a);
    if (scale > 62) {
      if (scale == 63 && x < 0 && significand == Long.MIN_VALUE) {
        return Long.MIN_VALUE;
      }
      throw new ArithmeticException(
          DecimalText.toString(f, a)
              + " of "
              + f
              + " is beyond the range of long, -2^63 to 2^63-1: clamp it, or use toDouble");
    }
    if (scale < -1) {
      return 0;
    }
    int shift = 63 - scale;
    long integer = significand >>> 1 >>> (shift - 1);
    long half = (significand >>> (shift - 1)) & 1;
    boolean above = (significand & ((1L << (shift - 1)) - 1)) != 0;
    integer += above ? half : half & integer;
    return x < 0 ? -integer : integer;
  }
}
