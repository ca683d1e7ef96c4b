package dev.adamant.number;

import java.math.BigInteger;

/**
 * What the bits of a pattern mean, for a person. The fields are those of the magnitude: a negative
 * pattern is the two's complement of the pattern of its magnitude.
 *
 * @param format the format
 * @param pattern the pattern, sign-extended
 * @param negative whether the value is below zero
 * @param regimeBits the regime with its terminating bit; empty for zero and NaR, as all that follow
 * @param regime r
 * @param exponentBits the exponent bits that are in the word: those of eS that fit
 * @param exponent e, where bits that do not fit read as zeros
 * @param fractionBits the fraction
 * @param scale r · 2^eS + e, the exponent of two of the leading bit
 */
public record Explanation(
    Format format,
    long pattern,
    boolean negative,
    String regimeBits,
    int regime,
    String exponentBits,
    int exponent,
    String fractionBits,
    int scale) {
  /** Scales beyond this, which no standard format has, are too long to write out in decimal. */
  private static final int GREATEST_SPELT_SCALE = 1100;

  /** Explains the low n bits of a pattern. */
  public static Explanation of(Format f, long a) {
    long pattern = Codec.extended(f, a);
    if (pattern == 0 || pattern == f.nar()) {
      return new Explanation(f, pattern, false, "", 0, "", 0, "", 0);
    }
    String bits = binary(f, Posit.abs(f, pattern)).substring(1);
    int afterRegime = Codec.regimeLength(f, Codec.body(Codec.aligned(f, pattern)));
    int afterExponent = Math.min(bits.length(), afterRegime + f.exponentBits());
    int scale = Codec.scale(f, pattern);
    int regime = scale >> f.exponentBits();
    return new Explanation(
        f,
        pattern,
        pattern < 0,
        bits.substring(0, afterRegime),
        regime,
        bits.substring(afterRegime, afterExponent),
        scale - (regime << f.exponentBits()),
        bits.substring(afterExponent),
        scale);
  }

  /**
   * The exact value as an odd numerator and a power of two: {@code -27/2^7}, {@code 3*2^40}; {@code
   * 0} or {@code NaR}.
   */
  public String exactFraction() {
    if (regimeBits.isEmpty()) {
      return DecimalText.toString(format, pattern);
    }
    int power = power();
    String sign = negative ? "-" : "";
    String two = power == 0 ? "" : (power < 0 ? "/2^" : "*2^") + Math.abs(power);
    return sign + numerator() + two;
  }

  /**
   * The exact value in decimal, all digits; {@code 0} or {@code NaR}. Its length follows the scale:
   * some hundred digits at the ends of the standard formats, up to millions where a format has 16
   * exponent bits.
   */
  public String exactDecimal() {
    if (regimeBits.isEmpty()) {
      return DecimalText.toString(format, pattern);
    }
    int power = power();
    BigInteger digits =
        power < 0
            ? numerator().multiply(BigInteger.valueOf(5).pow(-power))
            : numerator().shiftLeft(power);
    return DecimalText.layOut(negative, digits.toString(), Math.min(power, 0));
  }

  /** All of it as lines of ASCII text, without a newline at the end. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    String parameters =
        "<%d,%d,%d>".formatted(format.bits(), format.maxRegime(), format.exponentBits());
    line(text, "format", format + " = " + parameters);
    line(text, "pattern", hex(pattern) + " = " + binary(format, pattern));
    if (regimeBits.isEmpty()) {
      line(text, "value", pattern == 0 ? "zero" : "NaR, not a real");
      return text.toString();
    }
    if (negative) {
      String magnitude = hex(-pattern) + " = " + binary(format, -pattern);
      line(text, "magnitude", magnitude + ", the two's complement");
    }
    line(text, "sign", negative ? "1: negative" : "0: positive");
    line(text, "regime", regimeBits + ": r = " + regime);
    line(text, "exponent", explainExponent());
    line(
        text, "fraction", fractionBits.isEmpty() ? "no bits: 0" : fractionBits + ": " + fraction());
    line(text, "scale", "r*2^" + format.exponentBits() + " + e = " + scale);
    String fraction = fractionBits.isEmpty() ? "1" : "(1 + " + fraction() + ")";
    String product = (negative ? "-" : "") + fraction + " * 2^" + scale;
    line(text, "value", product + " = " + exactFraction());
    if (Math.abs(scale) <= GREATEST_SPELT_SCALE) {
      line(text, "exact", exactDecimal());
    }
    line(text, "shortest", DecimalText.toString(format, pattern));
    return text.toString();
  }

  private String explainExponent() {
    int missing = format.exponentBits() - exponentBits.length();
    String bits = exponentBits.isEmpty() ? "no bits" : exponentBits;
    String cut = missing == 0 ? "" : ", " + missing + " cut off and read as zeros";
    return bits + cut + ": e = " + exponent;
  }

  private String fraction() {
    return new BigInteger(fractionBits, 2) + "/2^" + fractionBits.length();
  }

  /** The odd number that the magnitude is a power of two times. */
  private BigInteger numerator() {
    BigInteger significand = new BigInteger("1" + fractionBits, 2);
    return significand.shiftRight(significand.getLowestSetBit());
  }

  /** The exponent of that power of two. */
  private int power() {
    return scale - (numerator().bitLength() - 1);
  }

  private String hex(long a) {
    String digits = Long.toHexString(a & format.mask());
    return "0".repeat(format.hexDigits() - digits.length()) + digits;
  }

  private static String binary(Format f, long a) {
    String digits = Long.toBinaryString(a & f.mask());
    return "0".repeat(f.bits() - digits.length()) + digits;
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(text.isEmpty() ? "" : "\n").append(name).append(" ".repeat(11 - name.length()));
    text.append(value);
  }
}
