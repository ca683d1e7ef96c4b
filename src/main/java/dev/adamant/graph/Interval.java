package dev.adamant.graph;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;

/**
 * All real numbers from one to another; either end may be infinite. Arithmetic is rounded outward,
 * so the results hold all that can come of the operands.
 *
 * @param low the least
 * @param high the greatest
 */
record Interval(double low, double high) {

  static final Interval ZERO = new Interval(0, 0);
  static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  static Interval within(double bound) {
    return new Interval(-bound, bound);
  }

  static Interval of(double number) {
    return new Interval(number, number);
  }

  Interval plus(Interval other) {
    return outward(low + other.low, high + other.high, this, other);
  }

  /** Exact zeros stay, so that sums of squares are not below 0. */
  private static Interval outward(double low, double high, Interval a, Interval b) {
    boolean exactLow = a.low == 0 || b.low == 0;
    boolean exactHigh = a.high == 0 || b.high == 0;
    return new Interval(exactLow ? low : Math.nextDown(low), exactHigh ? high : Math.nextUp(high));
  }

  Interval times(Interval other) {
    double a = product(low, other.low);
    double b = product(low, other.high);
    double c = product(high, other.low);
    double d = product(high, other.high);
    return widened(
        Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /** Of a number with itself: never below 0. */
  Interval square() {
    double far = magnitude();
    double near = low > 0 ? low : high < 0 ? -high : 0;
    Interval square = widened(product(near, near), product(far, far));
    return new Interval(Math.max(0, square.low), square.high);
  }

  Interval negate() {
    return new Interval(0 - high, 0 - low);
  }

  /** All of both. */
  Interval union(Interval other) {
    return new Interval(Math.min(low, other.low), Math.max(high, other.high));
  }

  /** The greatest magnitude. */
  double magnitude() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  boolean isBounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /**
   * What the numbers can be once they are rounded to a format. Rounding is monotone, clamps to
   * ±maxpos and makes nothing 0 that is not.
   */
  Interval rounded(Format format) {
    return new Interval(rounded(format, low, -1), rounded(format, high, 1));
  }

  private static double rounded(Format format, double end, int direction) {
    if (end == 0 || Double.isInfinite(end)) {
      return end;
    }
    long pattern = Posit.fromDouble(format, end);
    double rounded = Posit.toDouble(format, pattern);
    // A format may have more digits than a double, or reach further.
    boolean isExact =
        Math.abs(rounded) >= Double.MIN_NORMAL && Posit.fromDouble(format, rounded) == pattern;
    if (isExact) {
      return rounded;
    }
    return direction < 0 ? Math.nextDown(rounded) : Math.nextUp(rounded);
  }

  /** Ends that doubles round to nearest, each a step further out, but for exact zeros. */
  static Interval widened(double low, double high) {
    return new Interval(low == 0 ? low : Math.nextDown(low), high == 0 ? high : Math.nextUp(high));
  }

  private static double product(double a, double b) {
    if (a == 0 || b == 0) {
      return 0;
    }
    double product = a * b;
    return product == 0 ? Math.copySign(Double.MIN_VALUE, product) : product;
  }
}
