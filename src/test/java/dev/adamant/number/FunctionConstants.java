package dev.adamant.number;

import static dev.adamant.number.HighPrecision.LN_2;
import static dev.adamant.number.HighPrecision.ONE;
import static dev.adamant.number.HighPrecision.PLACES;
import static dev.adamant.number.HighPrecision.divide;
import static dev.adamant.number.HighPrecision.fixed;
import static dev.adamant.number.HighPrecision.log;
import static dev.adamant.number.HighPrecision.multiply;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The constants of the elementary functions, computed from series and rounded down. */
final class FunctionConstants {

  /**
   * One table of constants.
   *
   * @param name in upper case
   * @param columns words in a line of the generated files
   * @param meaning a phrase for the generated files
   * @param words the constants, most significant word first
   */
  record Table(String name, int columns, String meaning, List<Long> words) {}

  private static final int TWO_OVER_PI_WORDS = 19;

  private FunctionConstants() {}

  /** All tables, in the order of the generated files. */
  static List<Table> tables() {
    return List.of(
        new Table("LOG2_E", 3, "log2(e)/2 in 192 fraction bits", words(divide(ONE, LN_2), -1, 3)),
        new Table("LN_2", 2, "log(2) in 128 fraction bits", words(LN_2, 0, 2)),
        new Table(
            "HALF_PI", 2, "pi/4 in 128 fraction bits", words(HighPrecision.halfPi(PLACES), -1, 2)),
        new Table("TWO_OVER_PI", 3, "128 zeros, then 1216 fraction bits of 2/pi", twoOverPi()),
        new Table(
            "EXP2_COARSE",
            2,
            "2^(i/64)/2 in 128 fraction bits, i = 0..63",
            rows(0, 63, i -> words(powerOfTwo(i, 64), -1, 2))),
        new Table(
            "EXP2_FINE",
            2,
            "2^(j/4096) - 1 in 128 fraction bits, j = 0..63",
            rows(0, 63, j -> words(powerOfTwo(j, 4096).subtract(ONE), 0, 2))),
        new Table(
            "LOG_COARSE",
            3,
            "c near 512/m and -log(c/512) in 128 fraction bits, two's complement,"
                + " for m from i/128 to (i+1)/128, i = 96..191",
            rows(96, 191, FunctionConstants::logCoarse)),
        new Table(
            "LOG_FINE",
            2,
            "-log(1 - j/8192) in 128 fraction bits, two's complement, j = -64..64",
            rows(-64, 64, j -> words(log(fraction(8192 - j, 8192)).negate(), 0, 2))),
        new Table(
            "EXP_SERIES",
            4,
            "1/8!, 1/7!, 1/6!, 1/5! in 64 fraction bits, then 1/4!, 1/3! in 128",
            series(8, 5, 3, 0, FunctionConstants::reciprocalOfFactorial)),
        new Table(
            "LOG_SERIES",
            4,
            "1/9, 1/8, 1/7, 1/6, 1/5 in 64 fraction bits, then 1/4, 1/3 in 128",
            series(9, 5, 3, 0, n -> fraction(1, n))),
        alternating("SIN_SERIES", "1/(2k+1)!", 15, 10, 65, k -> reciprocalOfFactorial(2 * k + 1)),
        alternating("COS_SERIES", "1/(2k)!", 16, 10, 61, k -> reciprocalOfFactorial(2 * k)),
        alternating(
            "TANH_SERIES",
            "|the coefficient of x^(2k+1) in tanh x|",
            7,
            4,
            0,
            FunctionConstants::tanhTerm));
  }

  /** A series 1 − u·(c₁ − u·(c₂ − …)), led by how many terms it has of each kind. */
  private static Table alternating(
      String name,
      String coefficient,
      int terms,
      int firstNarrow,
      int shift,
      IntFunction<BigInteger> coefficients) {
    List<Long> words = new ArrayList<>();
    words.add((long) terms - firstNarrow + 1);
    words.add((long) firstNarrow - 1);
    words.add((long) shift);
    words.addAll(series(terms, firstNarrow, 1, shift, coefficients));
    String meaning =
        "how many narrow and wide coefficients follow and the shift s of the narrow ones: "
            + coefficient
            + ", k from "
            + terms
            + " down to 1, first narrow ones, times 2^s, in 64 fraction bits, then wide ones in"
            + " 128";
    return new Table(name, 4, meaning, List.copyOf(words));
  }

  /**
   * Coefficients from the last down: narrow ones, times 2^shift, to firstNarrow; then wide ones.
   */
  private static List<Long> series(
      int last, int firstNarrow, int first, int shift, IntFunction<BigInteger> coefficients) {
    List<Long> words = new ArrayList<>();
    for (int k = last; k >= first; k--) {
      boolean narrow = k >= firstNarrow;
      words.addAll(words(coefficients.apply(k), narrow ? shift : 0, narrow ? 1 : 2));
    }
    return List.copyOf(words);
  }

  /** The reciprocal of the middle of the interval to 9 bits; exactly 1 on both sides of 1. */
  private static List<Long> logCoarse(int i) {
    long c = i == 127 || i == 128 ? 512 : Math.round(131072.0 / (2 * i + 1));
    List<Long> words = new ArrayList<>();
    words.add(c);
    words.addAll(words(log(fraction(c, 512)).negate(), 0, 2));
    return List.copyOf(words);
  }

  private static List<Long> twoOverPi() {
    int places = 64 * TWO_OVER_PI_WORDS;
    BigInteger halfPi = HighPrecision.halfPi(2 * places);
    return split(BigInteger.ONE.shiftLeft(3 * places).divide(halfPi), TWO_OVER_PI_WORDS + 2);
  }

  private static BigInteger powerOfTwo(int numerator, int denominator) {
    return fixed(HighPrecision.exp(multiply(LN_2, fraction(numerator, denominator))));
  }

  private static BigInteger fraction(long numerator, long denominator) {
    return ONE.multiply(BigInteger.valueOf(numerator)).divide(BigInteger.valueOf(denominator));
  }

  private static BigInteger reciprocalOfFactorial(int n) {
    BigInteger x = ONE;
    for (int k = 2; k <= n; k++) {
      x = x.divide(BigInteger.valueOf(k));
    }
    return x;
  }

  /** |tₙ| of tanh x = Σ tₖ·x^(2k+1), from tanh · cosh = sinh. */
  private static BigInteger tanhTerm(int n) {
    BigInteger[] t = new BigInteger[n + 1];
    for (int k = 0; k <= n; k++) {
      t[k] = reciprocalOfFactorial(2 * k + 1);
      for (int j = 0; j < k; j++) {
        t[k] = t[k].subtract(multiply(t[j], reciprocalOfFactorial(2 * (k - j))));
      }
    }
    return t[n].abs();
  }

  private static List<Long> rows(int first, int last, IntFunction<List<Long>> row) {
    return IntStream.rangeClosed(first, last).boxed().flatMap(i -> row.apply(i).stream()).toList();
  }

  /** The words of x · 2^shift, rounded down to 64·count fraction bits. */
  private static List<Long> words(BigInteger x, int shift, int count) {
    return split(x.shiftRight(PLACES - 64 * count - shift), count);
  }

  private static List<Long> split(BigInteger x, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> x.shiftRight(64 * (count - 1 - i)).longValue())
        .toList();
  }
}
