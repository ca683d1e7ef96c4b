package dev.adamant.graph;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers for people to read. */
final class Decimal {

  private static final MathContext DIGITS = new MathContext(4, RoundingMode.CEILING);

  private Decimal() {}

  /** Four digits, rounded up; {@code unknown} for infinity. */
  static String up(double bound) {
    if (Double.isInfinite(bound)) {
      return "unknown";
    }
    BigDecimal rounded = new BigDecimal(bound).round(DIGITS).stripTrailingZeros();
    return rounded.precision() - rounded.scale() > 7 || rounded.scale() > 7
        ? rounded.toString()
        : rounded.toPlainString();
  }
}
