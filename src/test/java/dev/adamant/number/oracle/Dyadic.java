package dev.adamant.number.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The exact number {@code significand · 2^exponent}. The significand may have any sign and trailing
 * zeros; equality of values is {@code compareTo(...) == 0}.
 */
public record Dyadic(BigInteger significand, int exponent) implements ExactReal {

  public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

  /** The integer {@code value}. */
  public static Dyadic of(long value) {
    return new Dyadic(BigInteger.valueOf(value), 0);
  }

  /** {@code 2^exponent}. */
  public static Dyadic powerOfTwo(int exponent) {
    return new Dyadic(BigInteger.ONE, exponent);
  }

  @Override
  public int signum() {
    return significand.signum();
  }

  @Override
  public Dyadic negate() {
    return new Dyadic(significand.negate(), exponent);
  }

  public Dyadic abs() {
    return significand.signum() < 0 ? negate() : this;
  }

  public Dyadic add(Dyadic other) {
    int least = Math.min(exponent, other.exponent);
    return new Dyadic(scaledTo(least).add(other.scaledTo(least)), least);
  }

  public Dyadic subtract(Dyadic other) {
    return add(other.negate());
  }

  public Dyadic multiply(Dyadic other) {
    return new Dyadic(significand.multiply(other.significand), exponent + other.exponent);
  }

  /** This number times {@code 2^places}. */
  public Dyadic shift(int places) {
    return new Dyadic(significand, exponent + places);
  }

  @Override
  public int compareTo(Dyadic other) {
    int sign = signum();
    if (sign != other.signum() || sign == 0) {
      return Integer.compare(sign, other.signum());
    }
    int scale = floorLog2();
    int otherScale = other.floorLog2();
    if (scale != otherScale) {
      return scale > otherScale ? sign : -sign;
    }
    int least = Math.min(exponent, other.exponent);
    return scaledTo(least).compareTo(other.scaledTo(least));
  }

  /** The exponent e with {@code 2^e <= |this| < 2^(e+1)}; this number must not be zero. */
  public int floorLog2() {
    if (signum() == 0) {
      throw new ArithmeticException("zero has no logarithm");
    }
    return significand.abs().bitLength() - 1 + exponent;
  }

  /** The exponent of the lowest set bit; this number must not be zero. */
  public int lowestBit() {
    if (signum() == 0) {
      throw new ArithmeticException("zero has no lowest bit");
    }
    return significand.getLowestSetBit() + exponent;
  }

  /** The same number in decimal, with every digit. */
  public BigDecimal toBigDecimal() {
    return exponent >= 0
        ? new BigDecimal(significand.shiftLeft(exponent))
        : new BigDecimal(significand).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
  }

  /**
   * The integer {@code this / 2^toExponent}; {@code toExponent} must not exceed {@link #exponent}.
   */
  public BigInteger scaledTo(int toExponent) {
    if (toExponent > exponent) {
      throw new IllegalArgumentException(
          "cannot scale 2^" + exponent + " units to 2^" + toExponent + ": bits would be lost");
    }
    return toExponent == exponent ? significand : significand.shiftLeft(exponent - toExponent);
  }
}
