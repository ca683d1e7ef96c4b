package dev.adamant.number;

import static dev.adamant.number.FunctionTables.LN_2;
import static dev.adamant.number.FunctionTables.LOG2_E;
import static dev.adamant.number.FunctionTables.LOG_COARSE;
import static dev.adamant.number.FunctionTables.LOG_FINE;
import static dev.adamant.number.FunctionTables.LOG_SERIES;

/**
 * log, log2 and softplus.
 *
 * <p>A factor from each of two tables takes the significand to 1 + r, |r| below 2^−13, exactly; a
 * series gives log(1 + r) with the relative precision of r, to which the logarithms of the factors
 * and of the power of two are added where they are not zero.
 */
final class LogarithmFunctions {
  private LogarithmFunctions() {}

  /** log a. */
  static long log(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x <= 0) {
      return f.nar();
    }
    int scale = Codec.scale(f, a);
    long significand = Codec.significand(f, a);
    if (significand == Long.MIN_VALUE && scale == 0) {
      return 0;
    }
    return log(f, false, significand, 0, scale, 0, 0, 0);
  }

  /** log2 a. */
  static long log2(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x <= 0) {
      return f.nar();
    }
    int scale = Codec.scale(f, a);
    long significand = Codec.significand(f, a);
    return significand == Long.MIN_VALUE
        ? Posit.fromLong(f, scale)
        : log(f, true, significand, 0, scale, 0, 0, 0);
  }

  /** log(1 + e^a): begins with e^−|a|. */
  static long softplus(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x << 1 == 0) {
      return x == 0 ? Codec.encode(f, false, -1, LN_2[0], true) : f.nar();
    }
    int scale = Codec.scale(f, a);
    if (x > 0 && scale > 6) {
      return Codec.extended(f, a);
    }
    if (scale > ExponentialFunctions.MAX_SCALE) {
      return f.minpos();
    }
    return ExponentialFunctions.exp(f, Function.SOFTPLUS, a, true, scale, Codec.significand(f, a));
  }

  /** max(a, 0) + log(1 + e), given e = e^−|a| = (hi, lo)/2^127 · 2^scale. */
  static long softplus(Format f, long a, int scale, long hi, long lo) {
    long whole = 0;
    long fractionHi = 0;
    long fractionLo = 0;
    if (!Codec.isNegative(f, a)) {
      long significand = Codec.significand(f, a);
      int aScale = Codec.scale(f, a);
      if (aScale < 0) {
        fractionHi = Wide.shrHi(significand, -1 - aScale);
        fractionLo = Wide.shrLo(significand, 0, -1 - aScale);
      } else {
        whole = significand >>> (63 - aScale);
        fractionHi = significand << aScale << 1;
      }
    }
    if (scale < -14) {
      return log1p(f, false, false, scale, hi, lo, whole, fractionHi, fractionLo);
    }
    if (scale == 0) {
      // e came out as 1.
      return log(f, false, hi, lo, 1, whole, fractionHi, fractionLo);
    }
    long sumHi = Long.MIN_VALUE | Wide.shrHi(hi, -scale);
    long sumLo = Wide.shrLo(hi, lo, -scale);
    return log(f, false, sumHi, sumLo, 0, whole, fractionHi, fractionLo);
  }

  /**
   * log((hi, lo)/2^127 · 2^scale) + addend, to base two if asked, rounded.
   *
   * @param whole the addend is whole + (fractionHi, fractionLo)/2^128, in two's complement
   */
  private static long log(
      Format f,
      boolean base2,
      long hi,
      long lo,
      int scale,
      long whole,
      long fractionHi,
      long fractionLo) {
    int halved = Long.compareUnsigned(hi, 3L << 62) < 0 ? 0 : 1;
    long mLo = Wide.shrLo(hi, lo, halved);
    int e = scale + halved;
    if (base2) {
      return reduce(f, true, hi >>> halved, mLo, whole + e, fractionHi, fractionLo);
    }
    long size = Math.abs(e);
    long sign = e >> 31;
    long productHi = size * LN_2[0];
    long cross = Math.unsignedMultiplyHigh(size, LN_2[1]);
    long middle = productHi + cross;
    long top = Math.unsignedMultiplyHigh(size, LN_2[0]) + Wide.carry(productHi, cross, middle);
    long low = Wide.negateLo(size * LN_2[1], sign);
    middle = Wide.negateHi(middle, low, sign);
    top = (top ^ sign) + ((middle | low) == 0 ? -sign : 0);
    long sumLo = fractionLo + low;
    long sumHi = fractionHi + middle + Wide.carry(fractionLo, low, sumLo);
    long sum = whole + top + Wide.carry(fractionHi, middle, sumHi);
    return reduce(f, false, hi >>> halved, mLo, sum, sumHi, sumLo);
  }

  /**
   * log(m) + addend, to base two if asked, rounded, for m = (hi, lo)/2^127 from 3/4 to below 3/2.
   *
   * @param whole the addend is whole + (fractionHi, fractionLo)/2^128, in two's complement
   */
  private static long reduce(
      Format f, boolean base2, long hi, long lo, long whole, long fractionHi, long fractionLo) {
    // The first factor makes m 1 + j/8192 to the nearest j, which chooses the second.
    int coarse = 3 * ((int) (hi >>> 56) - 96);
    long factor = LOG_COARSE[coarse];
    int j = (int) (((hi >>> 10) * factor + (1L << 48)) >>> 49) - 8192;
    int fine = 2 * (j + 64);
    factor *= 8192 - j;

    // The product has 149 fraction bits. In those of r · 2^12, 128 of them, its 1 falls off.
    long p0 = lo * factor;
    long high = hi * factor;
    long cross = Math.unsignedMultiplyHigh(lo, factor);
    long p1 = high + cross;
    long p2 = Math.unsignedMultiplyHigh(hi, factor) + Wide.carry(high, cross, p1);
    long rLo = p1 << 55 | p0 >>> 9;
    long rHi = p2 << 55 | p1 >>> 9;
    long minus = rHi >> 63;
    rLo = Wide.negateLo(rLo, minus);
    rHi = Wide.negateHi(rHi, rLo, minus);
    int rScale = -13;
    if (rHi == 0) {
      rHi = rLo;
      rLo = 0;
      rScale -= 64;
    }
    int zeros = Long.numberOfLeadingZeros(rHi | 1);

    long coarseLo = LOG_COARSE[coarse + 2];
    long fineLo = LOG_FINE[fine + 1];
    long logsLo = coarseLo + fineLo;
    long logsHi = LOG_COARSE[coarse + 1] + LOG_FINE[fine] + Wide.carry(coarseLo, fineLo, logsLo);
    long logsSign = logsHi >> 63;
    if (base2) {
      logsLo = Wide.negateLo(logsLo, logsSign);
      logsHi = Wide.negateHi(logsHi, logsLo, logsSign);
      long productLo = Wide.mulLo(logsHi, logsLo, LOG2_E[0], LOG2_E[1]);
      logsHi = Wide.shlHi(Wide.mulHi(logsHi, logsLo, LOG2_E[0], LOG2_E[1]), productLo, 1);
      logsLo = Wide.negateLo(productLo << 1, logsSign);
      logsHi = Wide.negateHi(logsHi, logsLo, logsSign);
    }
    long sumLo = fractionLo + logsLo;
    long sumHi = fractionHi + logsHi + Wide.carry(fractionLo, logsLo, sumLo);
    long sum = whole + logsSign + Wide.carry(fractionHi, logsHi, sumHi);
    return log1p(
        f,
        base2,
        minus != 0,
        rScale - zeros,
        Wide.shlHi(rHi, rLo, zeros),
        rLo << zeros,
        sum,
        sumHi,
        sumLo);
  }

  /**
   * log(1 + r) + addend, to base two if asked, rounded, for r = ±(hi, lo)/2^127 · 2^scale, |r|
   * below 2^−13; where the addend is zero, r is not.
   */
  private static long log1p(
      Format f,
      boolean base2,
      boolean negative,
      int scale,
      long hi,
      long lo,
      long whole,
      long fractionHi,
      long fractionLo) {
    // log(1 + r)/r = 1 − r·(1/2 − r·(1/3 − …)), where the last terms need but one word.
    long zHi = Wide.shrHi(hi, -13 - scale); // z = |r|·2^12
    long zLo = Wide.shrLo(hi, lo, -13 - scale);
    long minus = negative ? 0 : -1;
    long tail = LOG_SERIES[0];
    for (int i = 1; i < 5; i++) {
      long term = Math.unsignedMultiplyHigh(zHi, tail) >>> 12;
      tail = LOG_SERIES[i] + Wide.negateLo(term, minus);
    }
    tail = Math.unsignedMultiplyHigh(zHi, tail);
    long termLo = Wide.negateLo(tail << 52, minus);
    long termHi = Wide.negateHi(tail >>> 12, termLo, minus);
    long s4Lo = LOG_SERIES[6] + termLo;
    long s4Hi = LOG_SERIES[5] + termHi + Wide.carry(LOG_SERIES[6], termLo, s4Lo);
    long s3Hi = stepHi(zHi, zLo, s4Hi, s4Lo, 12, minus, LOG_SERIES[7], LOG_SERIES[8]);
    long s3Lo = stepLo(zHi, zLo, s4Hi, s4Lo, 12, minus, LOG_SERIES[8]);
    long s2Hi = stepHi(zHi, zLo, s3Hi, s3Lo, 12, minus, Long.MIN_VALUE, 0);
    long s2Lo = stepLo(zHi, zLo, s3Hi, s3Lo, 12, minus, 0);
    long s1Hi = stepHi(zHi, zLo, s2Hi, s2Lo, 13, minus, Long.MIN_VALUE, 0);
    long s1Lo = stepLo(zHi, zLo, s2Hi, s2Lo, 13, minus, 0);

    // s1 has 127 fraction bits and may lie just below 1, as the products may.
    int zeros = Long.numberOfLeadingZeros(s1Hi);
    s1Hi = Wide.shlHi(s1Hi, s1Lo, zeros);
    s1Lo <<= zeros;
    long valueHi = Wide.mulHi(hi, lo, s1Hi, s1Lo);
    long valueLo = Wide.mulLo(hi, lo, s1Hi, s1Lo);
    int valueScale = scale - zeros + 1;
    zeros = Long.numberOfLeadingZeros(valueHi | 1);
    valueHi = Wide.shlHi(valueHi, valueLo, zeros);
    valueLo <<= zeros;
    valueScale -= zeros;
    if (base2) {
      long productLo = Wide.mulLo(valueHi, valueLo, LOG2_E[0], LOG2_E[1]);
      long productHi = Wide.mulHi(valueHi, valueLo, LOG2_E[0], LOG2_E[1]);
      zeros = Long.numberOfLeadingZeros(productHi | 1);
      valueHi = Wide.shlHi(productHi, productLo, zeros);
      valueLo = productLo << zeros;
      valueScale += 1 - zeros;
    }
    if ((whole | fractionHi | fractionLo) == 0) {
      return Wide.round(f, negative, valueScale, valueHi, valueLo);
    }

    long sign = ~minus;
    long fixedLo = Wide.negateLo(Wide.shrLo(valueHi, valueLo, -1 - valueScale), sign);
    long fixedHi = Wide.negateHi(Wide.shrHi(valueHi, -1 - valueScale), fixedLo, sign);
    whole += (fixedHi | fixedLo) == 0 ? 0 : sign;
    long totalLo = fractionLo + fixedLo;
    long totalHi = fractionHi + fixedHi + Wide.carry(fractionLo, fixedLo, totalLo);
    whole += Wide.carry(fractionHi, fixedHi, totalHi);
    return round(f, whole, totalHi, totalLo);
  }

  /** c ∓ (z·s >>> shift), the high word. */
  private static long stepHi(
      long zHi, long zLo, long sHi, long sLo, int shift, long minus, long cHi, long cLo) {
    long productHi = Wide.mulHi(zHi, zLo, sHi, sLo);
    long productLo = Wide.mulLo(zHi, zLo, sHi, sLo);
    long lo = Wide.negateLo(Wide.shrLo(productHi, productLo, shift), minus);
    long hi = Wide.negateHi(productHi >>> shift, lo, minus);
    return cHi + hi + Wide.carry(cLo, lo, cLo + lo);
  }

  /** The low word that belongs to {@link #stepHi}. */
  private static long stepLo(
      long zHi, long zLo, long sHi, long sLo, int shift, long minus, long cLo) {
    long productHi = Wide.mulHi(zHi, zLo, sHi, sLo);
    long productLo = Wide.mulLo(zHi, zLo, sHi, sLo);
    return cLo + Wide.negateLo(Wide.shrLo(productHi, productLo, shift), minus);
  }

  /** whole + (hi, lo)/2^128 in two's complement, not zero, rounded; known to be inexact. */
  private static long round(Format f, long whole, long hi, long lo) {
    long sign = whole >> 63;
    long sizeLo = Wide.negateLo(lo, sign);
    long sizeHi = Wide.negateHi(hi, sizeLo, sign);
    long size = (whole ^ sign) + ((sizeHi | sizeLo) == 0 ? -sign : 0);
    if (size == 0) {
      return Wide.round(f, sign != 0, -1, sizeHi, sizeLo);
    }
    int zeros = Long.numberOfLeadingZeros(size);
    return Codec.encode(f, sign != 0, 63 - zeros, Wide.shlHi(size, sizeHi, zeros), true);
  }
}
