package dev.adamant.number;

import static dev.adamant.number.FunctionTables.EXP2_COARSE;
import static dev.adamant.number.FunctionTables.EXP2_FINE;
import static dev.adamant.number.FunctionTables.EXP_SERIES;
import static dev.adamant.number.FunctionTables.LN_2;
import static dev.adamant.number.FunctionTables.LOG2_E;

/**
 * exp and exp2, and the e^−|x| of the functions made of it.
 *
 * <p>e^x is 2^t for t = x·log2(e). The whole part of t is the scale; the first 12 bits of its
 * fraction choose a factor from each of two tables, the others are left to a series.
 */
final class ExponentialFunctions {
  /** A bound of |x|, as a scale, beyond which every supported format saturates. */
  static final int MAX_SCALE = 9;

  /** Below 2^this, 1 + x + x²/2 is right to 2^−122. */
  private static final int QUADRATIC_SCALE = -41;

  /** From 2^this, x is exact in 128 fraction bits. */
  private static final int LEAST_SCALE = -65;

  private ExponentialFunctions() {}

  /** e^a. */
  static long exp(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x << 1 == 0) {
      return x == 0 ? f.one() : f.nar();
    }
    int scale = Codec.scale(f, a);
    if (scale > MAX_SCALE) {
      return x < 0 ? f.minpos() : f.maxpos();
    }
    if (scale <= QUADRATIC_SCALE) {
      return nearOne(f, x < 0, scale, Codec.significand(f, a));
    }
    return exp(f, Function.EXP, a, x < 0, scale, Codec.significand(f, a));
  }

  /** 2^a. */
  static long exp2(Format f, long a) {
    long x = Codec.aligned(f, a);
    if (x << 1 == 0) {
      return x == 0 ? f.one() : f.nar();
    }
    int scale = Codec.scale(f, a);
    long significand = Codec.significand(f, a);
    if (scale > MAX_SCALE) {
      return x < 0 ? f.minpos() : f.maxpos();
    }
    if (scale >= 0 && significand << scale << 1 == 0) {
      int whole = (int) (significand >>> (63 - scale));
      return Codec.encode(f, false, x < 0 ? -whole : whole, Long.MIN_VALUE, false);
    }
    if (scale < LEAST_SCALE) {
      return nearOne(f, x < 0, scale, significand);
    }
    return powerOfTwo(f, Function.EXP2, a, x < 0, scale, significand >>> 1, significand << 63, 0);
  }

  /**
   * Computes e^x and hands it to the function asked for.
   *
   * @param then EXP, TANH, SIGMOID or SOFTPLUS
   * @param a the operand of that function
   * @param negative sign of x
   * @param scale scale of |x|, at most {@link #MAX_SCALE} + 1
   * @param significand significand of |x|
   */
  static long exp(Format f, Function then, long a, boolean negative, int scale, long significand) {
    long lowest = Math.unsignedMultiplyHigh(significand, LOG2_E[2]);
    long low = significand * LOG2_E[1];
    long t0 = low + lowest;
    long middle = Math.unsignedMultiplyHigh(significand, LOG2_E[1]) + Wide.carry(low, lowest, t0);
    long high = significand * LOG2_E[0];
    long t1 = high + middle;
    long t2 = Math.unsignedMultiplyHigh(significand, LOG2_E[0]) + Wide.carry(high, middle, t1);
    return powerOfTwo(f, then, a, negative, scale, t2, t1, t0);
  }

  /** Splits t = ±(t2, t1, t0)/2^190 · 2^scale into its whole part and 128 fraction bits. */
  private static long powerOfTwo(
      Format f, Function then, long a, boolean negative, int scale, long t2, long t1, long t0) {
    int shift = 62 - scale;
    int whole = shift > 63 ? 0 : (int) (t2 >>> shift);
    long hi;
    long lo;
    if (shift < 64) {
      hi = t2 << 1 << (63 - shift) | t1 >>> shift;
      lo = t1 << 1 << (63 - shift) | t0 >>> shift;
    } else {
      hi = Wide.shrHi(t2, shift - 64);
      lo = Wide.shrLo(t2, t1, shift - 64);
    }
    if (negative) {
      whole = -whole - ((hi | lo) == 0 ? 0 : 1);
      lo = -lo;
      hi = Wide.negateHi(hi, lo, -1);
    }
    return powerOfTwo(f, then, a, whole, hi, lo);
  }

  /** 2^(whole + fraction), never too great, handed to the function asked for. */
  private static long powerOfTwo(Format f, Function then, long a, int whole, long hi, long lo) {
    int coarse = 2 * (int) (hi >>> 58);
    int fine = 2 * (int) (hi >>> 52 & 63);
    long rest = hi & (1L << 52) - 1;
    long yHi = Wide.mulHi(rest, lo, LN_2[0], LN_2[1]);
    long yLo = Wide.mulLo(rest, lo, LN_2[0], LN_2[1]);

    // e^y − 1 = y + y²·(1/2! + y·(1/3! + …)), where the last terms need but one word.
    long z = yHi << 12 | yLo >>> 52;
    long tail = EXP_SERIES[1] + (Math.unsignedMultiplyHigh(z, EXP_SERIES[0]) >>> 12);
    tail = EXP_SERIES[2] + (Math.unsignedMultiplyHigh(z, tail) >>> 12);
    tail = EXP_SERIES[3] + (Math.unsignedMultiplyHigh(z, tail) >>> 12);
    tail = Math.unsignedMultiplyHigh(z, tail);
    long s4Lo = EXP_SERIES[5] + (tail << 52);
    long s4Hi = EXP_SERIES[4] + (tail >>> 12) + Wide.carry(EXP_SERIES[5], tail << 52, s4Lo);
    long s3Hi = Wide.mulAddHi(yHi, yLo, s4Hi, s4Lo, EXP_SERIES[6], EXP_SERIES[7]);
    long s3Lo = Wide.mulAddLo(yHi, yLo, s4Hi, s4Lo, EXP_SERIES[7]);
    long s2Hi = Wide.mulAddHi(yHi, yLo, s3Hi, s3Lo, Long.MIN_VALUE, 0);
    long s2Lo = Wide.mulAddLo(yHi, yLo, s3Hi, s3Lo, 0);
    long s1Hi = Wide.mulHi(yHi, yLo, s2Hi, s2Lo);
    long s1Lo = Wide.mulLo(yHi, yLo, s2Hi, s2Lo);
    long eHi = Wide.mulAddHi(yHi, yLo, s1Hi, s1Lo, yHi, yLo);
    long eLo = Wide.mulAddLo(yHi, yLo, s1Hi, s1Lo, yLo);

    // (1 + p)·(1 + e) − 1 = p + e + p·e for the fine factor 1 + p, then times the coarse one.
    long pHi = EXP2_FINE[fine];
    long pLo = EXP2_FINE[fine + 1];
    long sumLo = pLo + eLo;
    long sumHi = pHi + eHi + Wide.carry(pLo, eLo, sumLo);
    long gHi = Wide.mulAddHi(pHi, pLo, eHi, eLo, sumHi, sumLo);
    long gLo = Wide.mulAddLo(pHi, pLo, eHi, eLo, sumLo);
    long cHi = EXP2_COARSE[coarse];
    long cLo = EXP2_COARSE[coarse + 1];
    long powerHi = Wide.mulAddHi(cHi, cLo, gHi, gLo, cHi, cLo);
    long powerLo = Wide.mulAddLo(cHi, cLo, gHi, gLo, cLo);
    return switch (then) {
      case SIGMOID -> LogisticFunctions.sigmoid(f, a, whole, powerHi, powerLo);
      case TANH -> LogisticFunctions.tanh(f, a, whole, powerHi, powerLo);
      case SOFTPLUS -> LogarithmFunctions.softplus(f, a, whole, powerHi, powerLo);
      default -> Codec.encode(f, false, whole, powerHi, true);
    };
  }

  /** 1 + x + x²/2 to the last of 128 bits, since 1 + x may be a tie; 1 beside a tiny x. */
  private static long nearOne(Format f, boolean negative, int scale, long significand) {
    if (scale < LEAST_SCALE) {
      return f.one();
    }
    // x² in 128 fraction bits lies in the low word.
    long squareHi = Math.unsignedMultiplyHigh(significand, significand);
    long square = Wide.shrLo(squareHi, 0, -2 * (scale + 1));
    if (negative) {
      long hi = -Wide.shrHi(significand, -scale - 1);
      long lo = Wide.shrLo(significand, 0, -scale - 1);
      long half = square >>> 1;
      return Wide.round(f, false, -1, hi - Wide.borrow(half, lo), half - lo);
    }
    long hi = Long.MIN_VALUE + Wide.shrHi(significand, -scale);
    long lo = Wide.shrLo(significand, 0, -scale);
    long half = square >>> 2;
    return Wide.round(f, false, 0, hi + Wide.carry(lo, half, lo + half), lo + half);
  }
}
