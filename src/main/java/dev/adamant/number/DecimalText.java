package dev.adamant.number;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decimal text of patterns, correctly rounded both ways: {@link #parse} rounds the decimal once,
 * {@link #toString} gives the shortest decimal that reads back.
 */
public final class DecimalText {
  /** Numbers from 10^-4 up and below 10^16 are written without an exponent. */
  private static final int LEAST_PLAIN = -4;

  private static final int GREATEST_PLAIN = 15;

  private static final Pattern DECIMAL =
      Pattern.compile("([+-]?)(?:([0-9]+)\\.?([0-9]*)|\\.([0-9]+))(?:[eE]([+-]?)0*([0-9]+))?");

  /** Below log2(10), so that a magnitude is only called out of range when it is. */
  private static final double BITS_PER_DIGIT = 3.3219;

  /** No text has so many digits that they could make up for an exponent of this size. */
  private static final long HUGE = 1_000_000_000_000L;

  private static final int QUOTED = 40;

  private DecimalText() {}

  /**
   * The exact decimal rounded once ({@link Codec#encode}): magnitudes beyond maxpos give maxpos,
   * those below minpos, but not zero, give minpos. An exponent may be of any size; time and memory
   * follow the number of digits and the range of the format.
   *
   * @param text {@code NaR}, or digits with an optional sign, point and exponent: {@code 1.5},
   *     {@code .5}, {@code 3e-4}, {@code -0.001E+10}
   * @throws NumberFormatException when the text is neither
   */
  public static long parse(Format f, String text) {
    if (text.equals("NaR")) {
      return f.nar();
    }
    Matcher parts = DECIMAL.matcher(text);
    if (!parts.matches()) {
      String quoted = text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text;
      throw new NumberFormatException(
          "\""
              + quoted
              + "\" is not a number: expected a decimal such as 1.5, -.5 or 3e-4, or NaR");
    }
    String whole = parts.group(2) == null ? "" : parts.group(2);
    String fraction = parts.group(2) == null ? parts.group(4) : parts.group(3);
    BigInteger digits = new BigInteger(whole + fraction);
    if (digits.signum() == 0) {
      return 0;
    }
    long exponent = exponent(parts.group(5), parts.group(6)) - fraction.length();
    long magnitude = magnitude(f, digits, exponent);
    return parts.group(1).equals("-") ? -magnitude : magnitude;
  }

  /**
   * The shortest decimal that {@link #parse} reads back as the pattern: of those with the fewest
   * digits the one nearest to the exact value, of two as near the even one. NaR is {@code NaR} and
   * zero {@code 0}; all other texts have a point or an exponent.
   *
   * <p>The decimals that read back lie between the boundaries of rounding, the values of the
   * (n+1)-bit patterns beside this one, which count when the pattern is even. Although all larger
   * numbers read back as maxpos, and all smaller as minpos, at these two the interval ends as far
   * from the value on the open side as on the other, so that the text stays near it.
   */
  public static String toString(Format f, long a) {
    if (Codec.isNaR(f, a)) {
      return "NaR";
    }
    if (Codec.isZero(f, a)) {
      return "0";
    }
    ShortestDecimal decimal = ShortestDecimal.of(f, Posit.abs(f, a));
    return layOut(Codec.isNegative(f, a), decimal.digits().toString(), decimal.exponent());
  }

  /**
   * digits · 10^exponent with a point or an exponent, without trailing zeros.
   *
   * @param digits at least one, the first not zero
   */
  static String layOut(boolean negative, String digits, long exponent) {
    int length = digits.length();
    long leading = exponent + length - 1;
    while (length > 1 && digits.charAt(length - 1) == '0') {
      length--;
    }
    String shown = digits.substring(0, length);
    String text;
    if (leading < LEAST_PLAIN || leading > GREATEST_PLAIN) {
      String point = length > 1 ? "." : "";
      text = shown.charAt(0) + point + shown.substring(1) + "e" + leading;
    } else if (leading < 0) {
      text = "0." + "0".repeat((int) -leading - 1) + shown;
    } else {
      int whole = (int) leading + 1;
      text =
          whole < length
              ? shown.substring(0, whole) + "." + shown.substring(whole)
              : shown + "0".repeat(whole - length) + ".0";
    }
    return negative ? "-" + text : text;
  }

  /** The exponent that the text gives, clamped to ±{@link #HUGE}. */
  private static long exponent(String sign, String digits) {
    if (digits == null) {
      return 0;
    }
    long size = digits.length() > 12 ? HUGE : Long.parseLong(digits);
    return sign.equals("-") ? -size : size;
  }

  /** digits · 10^exponent rounded to a positive pattern. */
  private static long magnitude(Format f, BigInteger digits, long exponent) {
    double power = exponent * BITS_PER_DIGIT;
    if (digits.bitLength() + power > f.maxScale() + 2.0) {
      return f.maxpos();
    }
    if (digits.bitLength() + power < f.minScale() - 1.0) {
      return f.minpos();
    }
    BigInteger numerator = digits.multiply(powerOfTen(exponent));
    BigInteger denominator = powerOfTen(-exponent);
    // A quotient of 65 or 66 bits: a significand and more.
    int shift = 65 - numerator.bitLength() + denominator.bitLength();
    BigInteger[] division =
        shift >= 0
            ? numerator.shiftLeft(shift).divideAndRemainder(denominator)
            : numerator.divideAndRemainder(denominator.shiftLeft(-shift));
    BigInteger quotient = division[0];
    int extra = quotient.bitLength() - 64;
    boolean sticky = division[1].signum() != 0 || quotient.getLowestSetBit() < extra;
    return Codec.encode(
        f, false, 63 + extra - shift, quotient.shiftRight(extra).longValue(), sticky);
  }

  /** 10^exponent, or 1 when the exponent is negative. */
  private static BigInteger powerOfTen(long exponent) {
    return BigInteger.TEN.pow((int) Math.max(0, exponent));
  }
}
