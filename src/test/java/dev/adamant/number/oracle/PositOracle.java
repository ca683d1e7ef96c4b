package dev.adamant.number.oracle;

import dev.adamant.number.Format;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What a pattern means and how a real number rounds, taken word for word from the Posit Standard
 * 2022 (sections 3 and 4) and from the b-posit paper (arXiv 2603.01615): values are read bit by
 * bit, and rounding searches for the two neighbours and asks on which side of the (n+1)-bit posit
 * between them the number lies. Nothing here is shared with the code under test, which computes
 * where this compares. Immutable; patterns are sign-extended on the way out, and only their low n
 * bits are read on the way in.
 */
public final class PositOracle {

  private static final int TABLE_BITS = 16;
  private static final Map<Format, PositOracle> ORACLES = new ConcurrentHashMap<>();

  private final int bits;
  private final int maxRegime;
  private final int exponentBits;
  private final Dyadic[] values;
  private final Dyadic[] boundaries;

  public PositOracle(int bits, int maxRegime, int exponentBits) {
    this.bits = bits;
    this.maxRegime = maxRegime;
    this.exponentBits = exponentBits;
    this.values = bits <= TABLE_BITS ? new Dyadic[1 << (bits - 1)] : null;
    this.boundaries = bits <= TABLE_BITS ? new Dyadic[1 << (bits - 1)] : null;
    if (values != null) {
      for (int body = 1; body < values.length; body++) {
        values[body] = read(bits - 1, maxRegime, body);
        boundaries[body] = readBoundary(body);
      }
    }
  }

  /** The oracle of a format; only its three parameters are taken from {@code format}. */
  public static PositOracle of(Format format) {
    return ORACLES.computeIfAbsent(
        format, f -> new PositOracle(f.bits(), f.maxRegime(), f.exponentBits()));
  }

  public int bits() {
    return bits;
  }

  /** The low n bits of {@code pattern}, sign-extended from bit n−1. */
  public long canonical(long pattern) {
    return pattern << (64 - bits) >> (64 - bits);
  }

  public long nar() {
    return -1L << (bits - 1);
  }

  public long maxpos() {
    return ~nar();
  }

  public boolean isNaR(long pattern) {
    return canonical(pattern) == nar();
  }

  /** The exact value of a pattern: a {@link Dyadic}, or {@link ExactReal#NOT_REAL}. */
  public ExactReal value(long pattern) {
    return isNaR(pattern) ? ExactReal.NOT_REAL : finiteValue(pattern);
  }

  /** The exact value of a pattern that is not NaR. */
  public Dyadic finiteValue(long pattern) {
    long p = canonical(pattern);
    if (p == nar()) {
      throw new ArithmeticException("NaR has no value");
    }
    if (p == 0) {
      return Dyadic.ZERO;
    }
    return p < 0 ? positiveValue(-p).negate() : positiveValue(p);
  }

  /**
   * The value v between a positive pattern and the next one up, at which rounding changes: the
   * value of the (n+1)-bit posit made of the bits of {@code below} and a one.
   *
   * @param below a positive pattern less than maxpos
   */
  public Dyadic boundaryAbove(long below) {
    if (below <= 0 || below >= maxpos()) {
      throw new IllegalArgumentException(
          "no rounding boundary above 0x"
              + Long.toHexString(below)
              + ": take 0 < pattern < maxpos");
    }
    return boundaries != null ? boundaries[(int) below] : readBoundary(below);
  }

  /** The exponent of the least bit that any value of this format has. */
  public int leastBit() {
    return positiveValue(1).lowestBit();
  }

  /** The pattern to which {@code exact} rounds, found by searching for its neighbours. */
  public long round(ExactReal exact) {
    if (!exact.isReal()) {
      return nar();
    }
    int sign = exact.signum();
    if (sign == 0) {
      return 0;
    }
    return sign < 0 ? -roundPositive(exact.negate()) : roundPositive(exact);
  }

  /**
   * Whether {@code result} is the pattern to which {@code exact} rounds. Looks only at the two
   * boundaries around {@code result}, so it is quick, and it is the definition read the other way
   * round: u is right for all numbers between the boundary below u and the boundary above u,
   * themselves included when u is even.
   */
  public boolean isRounding(ExactReal exact, long result) {
    if (result != canonical(result)) {
      return false;
    }
    if (!exact.isReal() || result == nar()) {
      return !exact.isReal() && result == nar();
    }
    int sign = exact.signum();
    if (sign != Long.signum(result)) {
      return false;
    }
    return sign == 0
        || (sign < 0
            ? isRoundingPositive(exact.negate(), -result)
            : isRoundingPositive(exact, result));
  }

  /**
   * Null when {@code result} is the pattern to which {@code exact} rounds, else a sentence with the
   * pattern that it should be.
   */
  public String complaint(ExactReal exact, long result, Supplier<String> call) {
    return isRounding(exact, result)
        ? null
        : call.get()
            + " gave 0x"
            + Long.toHexString(result)
            + ", the exact result rounds to 0x"
            + Long.toHexString(round(exact));
  }

  private boolean isRoundingPositive(ExactReal exact, long result) {
    boolean even = (result & 1) == 0;
    if (result > 1) {
      int below = exact.compareTo(boundaryAbove(result - 1));
      if (below < 0 || (below == 0 && !even)) {
        return false;
      }
    }
    if (result < maxpos()) {
      int above = exact.compareTo(boundaryAbove(result));
      return above < 0 || (above == 0 && even);
    }
    return true;
  }

  private long roundPositive(ExactReal exact) {
    if (exact.compareTo(positiveValue(1)) <= 0) {
      return 1;
    }
    if (exact.compareTo(positiveValue(maxpos())) >= 0) {
      return maxpos();
    }
    long u = 1;
    long w = maxpos();
    while (w - u > 1) {
      long middle = u + (w - u) / 2;
      if (exact.compareTo(positiveValue(middle)) >= 0) {
        u = middle;
      } else {
        w = middle;
      }
    }
    if (exact.compareTo(positiveValue(u)) == 0) {
      return u;
    }
    int side = exact.compareTo(boundaryAbove(u));
    if (side != 0) {
      return side < 0 ? u : w;
    }
    return (u & 1) == 0 ? u : w;
  }

  private Dyadic positiveValue(long pattern) {
    return values != null ? values[(int) pattern] : read(bits - 1, maxRegime, pattern);
  }

  private Dyadic readBoundary(long below) {
    boolean regimeMayFillWord = maxRegime == bits - 1;
    return read(bits, regimeMayFillWord ? bits : maxRegime, 2 * below + 1);
  }

  /** Reads the {@code length} bits after the sign bit of a positive posit, from the left. */
  private Dyadic read(int length, int longestRegime, long body) {
    int next = length - 1;
    boolean kind = bit(body, next);
    int run = 0;
    while (next >= 0 && run < longestRegime && bit(body, next) == kind) {
      run++;
      next--;
    }
    if (run < longestRegime) {
      next--;
    }
    int regime = kind ? run - 1 : -run;
    int exponent = 0;
    for (int i = 0; i < exponentBits; i++) {
      exponent = 2 * exponent + (next >= 0 && bit(body, next) ? 1 : 0);
      next--;
    }
    int fractionBits = Math.max(next + 1, 0);
    long fraction = body & ~(-1L << fractionBits);
    BigInteger significand =
        fractionBits < 63
            ? BigInteger.valueOf((1L << fractionBits) + fraction)
            : BigInteger.ONE.shiftLeft(fractionBits).add(BigInteger.valueOf(fraction));
    return new Dyadic(significand, regime * (1 << exponentBits) + exponent - fractionBits);
  }

  private static boolean bit(long word, int index) {
    return (word >>> index & 1) != 0;
  }
}
