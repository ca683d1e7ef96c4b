package dev.adamant.number;

import dev.adamant.number.oracle.Dyadic;
import java.math.BigInteger;

/**
 * Elementary functions in fixed point: an integer x stands for x/2^{@value #PLACES}. Only series,
 * with none of the tables or constants of the code under test. Every result is within 2^−{@value
 * #SURE} of the truth, absolutely or relatively as the method says.
 */
final class HighPrecision {

  /** Fraction bits of every fixed-point number. */
  static final int PLACES = 512;

  /** Fraction bits that are right; the others absorb the errors of truncation. */
  static final int SURE = 450;

  static final BigInteger ONE = BigInteger.ONE.shiftLeft(PLACES);
  static final BigInteger LN_2 = atanhOfReciprocal(3, PLACES).shiftLeft(1);

  private static final int HALVINGS = 8;
  private static final int PI_PLACES = 2048;
  private static final BigInteger HALF_PI = halfPi(PI_PLACES);

  private HighPrecision() {}

  /** The product of two fixed-point numbers. */
  static BigInteger multiply(BigInteger x, BigInteger y) {
    return x.multiply(y).shiftRight(PLACES);
  }

  /** The quotient of two fixed-point numbers. */
  static BigInteger divide(BigInteger x, BigInteger y) {
    return x.shiftLeft(PLACES).divide(y);
  }

  /** A dyadic number cut to fixed point. */
  static BigInteger fixed(Dyadic x) {
    int places = x.exponent() + PLACES;
    return x.significand().shiftLeft(places);
  }

  /** e^x, relatively; |x| below 2^20. */
  static Dyadic exp(BigInteger x) {
    BigInteger[] parts = divideFloor(x, LN_2);
    BigInteger r = parts[1].shiftRight(HALVINGS);
    BigInteger sum = ONE;
    BigInteger term = ONE;
    for (int k = 1; term.signum() != 0; k++) {
      term = multiply(term, r).divide(BigInteger.valueOf(k));
      sum = sum.add(term);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = multiply(sum, sum);
    }
    return new Dyadic(sum, parts[0].intValueExact() - PLACES);
  }

  /** Σ x^k/(2k + first)!, k from 0, absolutely; |x| at most 1. */
  static BigInteger factorialSeries(BigInteger x, int first) {
    BigInteger sum = ONE;
    BigInteger term = ONE;
    for (int n = first; term.signum() != 0; n += 2) {
      term = multiply(term, x).divide(BigInteger.valueOf((n + 1L) * (n + 2L)));
      sum = sum.add(term);
    }
    return sum;
  }

  /** Σ x^(2k)/(2k + 1), k from 0, which is atanh(x)/x, absolutely; |x| at most 1/2. */
  static BigInteger atanhSeries(BigInteger x) {
    BigInteger square = multiply(x, x);
    BigInteger sum = ONE;
    BigInteger power = ONE;
    for (int n = 3; power.signum() != 0; n += 2) {
      power = multiply(power, square);
      sum = sum.add(power.divide(BigInteger.valueOf(n)));
    }
    return sum;
  }

  /** log(1 + x)/x for |x| at most 1/2, absolutely, and so relatively. */
  static BigInteger log1pQuotient(BigInteger x) {
    BigInteger twoAndX = ONE.shiftLeft(1).add(x);
    return divide(atanhSeries(divide(x, twoAndX)).shiftLeft(1), twoAndX);
  }

  /** log x, absolutely, for x from 1/4 to 4. */
  static BigInteger log(BigInteger x) {
    BigInteger estimate = fixed(dyadic(StrictMath.log(toDouble(x))));
    Dyadic inverse = exp(estimate.negate());
    BigInteger rest = multiply(x, fixed(inverse)).subtract(ONE);
    return estimate.add(multiply(rest, log1pQuotient(rest)));
  }

  /** x modulo π/2, nearest to zero, and the quadrant modulo 4. */
  record Quadrant(BigInteger remainder, int index) {}

  /** The remainder of x, absolutely; |x| below 2^1100. */
  static Quadrant reduce(Dyadic x) {
    BigInteger wide = x.significand().shiftLeft(x.exponent() + PI_PLACES);
    BigInteger[] parts = divideFloor(wide.add(HALF_PI.shiftRight(1)), HALF_PI);
    BigInteger remainder = parts[1].subtract(HALF_PI.shiftRight(1));
    return new Quadrant(remainder.shiftRight(PI_PLACES - PLACES), parts[0].intValue() & 3);
  }

  /** ⌊π/2 · 2^places⌋ or one less, by Machin's formula. */
  static BigInteger halfPi(int places) {
    int guarded = places + 32;
    BigInteger quarter =
        atanOfReciprocal(5, guarded).shiftLeft(2).subtract(atanOfReciprocal(239, guarded));
    return quarter.shiftRight(guarded - places - 1);
  }

  /** The double as the dyadic number that it is. */
  static Dyadic dyadic(double value) {
    if (value == 0) {
      return Dyadic.ZERO;
    }
    int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
    return new Dyadic(BigInteger.valueOf((long) Math.scalb(value, -exponent)), exponent);
  }

  private static double toDouble(BigInteger x) {
    return Math.scalb(x.shiftRight(PLACES - 60).doubleValue(), -60);
  }

  private static BigInteger[] divideFloor(BigInteger x, BigInteger y) {
    BigInteger[] parts = x.divideAndRemainder(y);
    if (parts[1].signum() < 0) {
      parts[0] = parts[0].subtract(BigInteger.ONE);
      parts[1] = parts[1].add(y);
    }
    return parts;
  }

  private static BigInteger atanhOfReciprocal(long n, int places) {
    return reciprocalSeries(n, places + 32, 1).shiftRight(32);
  }

  private static BigInteger atanOfReciprocal(long n, int places) {
    return reciprocalSeries(n, places, -1);
  }

  /** Σ sign^k/((2k + 1)·n^(2k+1)). */
  private static BigInteger reciprocalSeries(long n, int places, int sign) {
    BigInteger square = BigInteger.valueOf(sign * n * n);
    BigInteger power = BigInteger.ONE.shiftLeft(places).divide(BigInteger.valueOf(n));
    BigInteger sum = BigInteger.ZERO;
    for (int k = 1; power.signum() != 0; k += 2) {
      sum = sum.add(power.divide(BigInteger.valueOf(k)));
      power = power.divide(square);
    }
    return sum;
  }
}
