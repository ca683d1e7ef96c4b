package dev.adamant.number;

import static dev.adamant.number.FunctionTables.TANH_SERIES;

/**
 * sigmoid and tanh, as quotients by 1 + e, where e is e^−|x| or e^−2|x|.
 *
 * <p>Each begins in the method of its name, goes on with {@link ExponentialFunctions#exp}, and ends
 * in the overload that takes e: a method can return only one word without allocating.
 */
final class LogisticFunctions {
  /** Below 2^this, 1/2 + x/4 is the sigmoid to 2^−113. */
  private static final int LINEAR_SCALE = -37;

  /** Below 2^this, the terms of tanh after x^15 are below 2^−121 of it. */
  private static final int SERIES_SCALE = -9;

  /** Below 2^this, tanh x rounds to x. */
  private static final int IDENTITY_SCALE = -36;

  private LogisticFunctions() {}

  /** 1/(1 + e^−a). */
  static long sigmoid(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x << 1 == 0) {
      return x == 0 ? Codec.encode(f, false, -1, Long.MIN_VALUE, false) : f.nar();
    }
    int scale = Codec.scale(f, a);
    if (scale <= LINEAR_SCALE) {
      return nearHalf(f, x < 0, scale, Codec.significand(f, a));
    }
    if (scale > 6 && x > 0) {
      return f.one();
    }
    if (scale > ExponentialFunctions.MAX_SCALE) {
      return f.minpos();
    }
    return ExponentialFunctions.exp(f, Function.SIGMOID, a, true, scale, Codec.significand(f, a));
  }

  /** The sigmoid of a, given e^−|a| = (hi, lo)/2^127 · 2^scale. */
  static long sigmoid(Format f, long a, int scale, long hi, long lo) {
    return Codec.isNegative(f, a)
        ? overOnePlus(f, false, scale, hi, lo, scale, hi, lo)
        : overOnePlus(f, false, 0, Long.MIN_VALUE, 0, scale, hi, lo);
  }

  /** tanh a. */
  static long tanh(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x << 1 == 0) {
      return x == 0 ? 0 : f.nar();
    }
    int scale = Codec.scale(f, a);
    if (scale <= IDENTITY_SCALE) {
      return Codec.extended(f, a);
    }
    long significand = Codec.significand(f, a);
    if (scale <= SERIES_SCALE) {
      return WideSeries.round(f, true, x < 0, scale, significand, 0, TANH_SERIES);
    }
    if (scale > 5) {
      return x < 0 ? -f.one() : f.one();
    }
    return ExponentialFunctions.exp(f, Function.TANH, a, true, scale + 1, significand);
  }

  /** tanh a, given e^−2|a| = (hi, lo)/2^127 · 2^scale. */
  static long tanh(Format f, long a, int scale, long hi, long lo) {
    // 1 − e, less 2^−128.
    long differenceHi = ~Wide.shrHi(hi, -1 - scale);
    long differenceLo = ~Wide.shrLo(hi, lo, -1 - scale);
    int zeros = Long.numberOfLeadingZeros(differenceHi);
    return overOnePlus(
        f,
        Codec.isNegative(f, a),
        -1 - zeros,
        Wide.shlHi(differenceHi, differenceLo, zeros),
        differenceLo << zeros,
        scale,
        hi,
        lo);
  }

  /**
   * ±(hi, lo)/2^127 · 2^scale / (1 + e), e = (eHi, eLo)/2^127 · 2^eScale below 1, rounded.
   *
   * <p>The reciprocal of 1 + e comes from a division, to 30 bits, and two steps of Newton's method,
   * to 60 and 118. It is never too great.
   */
  private static long overOnePlus(
      Format f, boolean negative, int scale, long hi, long lo, int eScale, long eHi, long eLo) {
    long dHi = Long.MIN_VALUE | Wide.shrHi(eHi, -eScale);
    long dLo = Wide.shrLo(eHi, eLo, -eScale);
    long r = (Long.MAX_VALUE / ((dHi >>> 32) + 1)) << 32;
    long error = Long.MIN_VALUE - Math.unsignedMultiplyHigh(dHi, r);
    r += Math.unsignedMultiplyHigh(r, error << 1) - 4;
    // 1 − d·r, below 2^−58, in 191 fraction bits; error is 64 of them from 2^−59 down.
    long low = dLo * r;
    long product = dHi * r;
    long cross = Math.unsignedMultiplyHigh(dLo, r);
    long middle = product + cross;
    long top = Math.unsignedMultiplyHigh(dHi, r) + Wide.carry(product, cross, middle);
    long borrow = low == 0 ? 0 : 1;
    long restLo = -middle - borrow;
    long restHi = Long.MIN_VALUE - top - ((middle | borrow) == 0 ? 0 : 1);
    error = restHi << 59 | restLo >>> 5;
    long correctionHi = Math.unsignedMultiplyHigh(r, error);
    long inverseLo = Wide.shrLo(correctionHi, r * error, 58);
    long inverseHi = r + (correctionHi >>> 58);
    return Wide.round(
        f,
        negative,
        scale,
        Wide.mulHi(hi, lo, inverseHi, inverseLo),
        Wide.mulLo(hi, lo, inverseHi, inverseLo));
  }

  /** 1/2 + x/4 rounded towards 1/2, in 128 bits, since it or 1/2 may be a tie. */
  private static long nearHalf(Format f, boolean negative, int scale, long significand) {
    if (scale < -62) {
      return negative
          ? Codec.encode(f, false, -2, -1, true)
          : Codec.encode(f, false, -1, Long.MIN_VALUE, true);
    }
    long quarterHi = Wide.shrHi(significand, 1 - scale);
    long quarterLo = Wide.shrLo(significand, 0, 1 - scale);
    if (negative) {
      long hi = Long.MIN_VALUE - quarterHi - (quarterLo == 0 ? 0 : 1);
      return Wide.round(f, false, -1, hi, -quarterLo);
    }
    long hi = Long.MIN_VALUE + quarterHi - (quarterLo == 0 ? 1 : 0);
    return Wide.round(f, false, -1, hi, quarterLo - 1);
  }
}
