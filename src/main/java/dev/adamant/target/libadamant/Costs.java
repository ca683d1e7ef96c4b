package dev.adamant.target.libadamant;

import dev.adamant.bindings.Adamant;

/**
 * About how long work takes on one thread, in nanoseconds: only to tell whether it is worth waking
 * others for it.
 */
final class Costs {

  /** Work of so many nanoseconds is shared: about ten times what waking a thread takes. */
  static final double PARALLEL = 200_000;

  /** Nanoseconds that a part should take at least. */
  private static final double PART = 50_000;

  /** Parts for each thread, so that one that is held up does not hold up all. */
  private static final int PARTS_PER_THREAD = 4;

  private Costs() {}

  /** An addition, product, comparison or sign. */
  static double simple(int code) {
    return isWide(code) ? 12 : 1;
  }

  /** A quotient or fused multiply-add. */
  static double divide(int code) {
    return isWide(code) ? 25 : 10;
  }

  /** An elementary function. */
  static double function(int code) {
    return switch (code) {
      case Adamant.ADM_POSIT8, Adamant.ADM_POSIT16, Adamant.ADM_BPOSIT16 -> 1;
      default -> 100;
    };
  }

  /** A random element. */
  static double random(int code) {
    return isWide(code) ? 30 : 15;
  }

  /** A conversion. */
  static double convert(int from, int to) {
    return isWide(from) || isWide(to) ? 8 : 4;
  }

  /** A product of an exact sum. */
  static double product(int code) {
    return isWide(code) ? 10 : 0.5;
  }

  /** A product of a sum of few in one of many lanes. */
  static double laneProduct(int code) {
    return isWide(code) ? 25 : 0.7;
  }

  /** A term of an exact sum. */
  static double term(int code) {
    return isWide(code) ? 8 : 1;
  }

  /** Into how many parts work of so many nanoseconds is cut. */
  static int parts(double nanos, int threads) {
    if (nanos < PARALLEL || threads == 1) {
      return 1;
    }
    return (int) Math.min((long) threads * PARTS_PER_THREAD, Math.max(2, (long) (nanos / PART)));
  }

  private static boolean isWide(int code) {
    return code == Adamant.ADM_POSIT64 || code == Adamant.ADM_BPOSIT64;
  }
}
