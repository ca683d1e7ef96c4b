package dev.adamant.number;

/** Power series of the elementary functions, evaluated in 128 fraction bits and rounded. */
final class WideSeries {
  private WideSeries() {}

  /**
   * The even function 1 − u·(c₁ − u·(c₂ − …)) with u = x², or x times that, the odd function.
   *
   * @param negative whether the result is below zero
   * @param scale scale of |x|, below 0
   * @param hi significand of |x|, bit 63 set
   * @param lo low word of that significand
   * @param series coefficients, led by how many of them are narrow, how many wide, and the shift of
   *     the narrow ones
   */
  static long round(
      Format f, boolean odd, boolean negative, int scale, long hi, long lo, long[] series) {
    int squareShift = -2 * (scale + 1);
    long squareHi = Wide.mulHi(hi, lo, hi, lo);
    long uLo = Wide.shrLo(squareHi, Wide.mulLo(hi, lo, hi, lo), squareShift);
    long uHi = Wide.shrHi(squareHi, squareShift);

    int narrow = (int) series[0];
    int end = 3 + narrow + 2 * (int) series[1];
    int shift = (int) series[2];
    long tail = series[3];
    for (int i = 4; i < 3 + narrow; i++) {
      tail = series[i] - Math.unsignedMultiplyHigh(uHi, tail);
    }
    tail = Math.unsignedMultiplyHigh(uHi, tail);
    long sumHi = Wide.shrHi(tail, shift);
    long sumLo = Wide.shrLo(tail, 0, shift);
    for (int i = 3 + narrow; i < end; i += 2) {
      long restHi = series[i] - sumHi - Wide.borrow(series[i + 1], sumLo);
      long restLo = series[i + 1] - sumLo;
      sumHi = Wide.mulHi(uHi, uLo, restHi, restLo);
      sumLo = Wide.mulLo(uHi, uLo, restHi, restLo);
    }
    if (odd) {
      long resultHi = Wide.mulHi(hi, lo, ~sumHi, ~sumLo);
      return Wide.round(f, negative, scale, resultHi, Wide.mulLo(hi, lo, ~sumHi, ~sumLo));
    }
    return Wide.round(f, negative, -1, ~sumHi, ~sumLo);
  }
}
