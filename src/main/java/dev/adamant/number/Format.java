package dev.adamant.number;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number format ⟨n, rS, eS⟩: {@code bits} n, a regime of at most {@code maxRegime} rS bits, and
 * {@code exponentBits} eS.
 *
 * <p>A posit of the Posit Standard 2022 is ⟨n, n−1, 2⟩: its regime may fill the word. A b-posit
 * (arXiv 2603.01615) bounds the regime: ⟨n, 6, 5⟩. Exponent bits that do not fit in a word read as
 * zeros. In every format the pattern 0…0 is zero and 10…0 is NaR.
 *
 * <p>Patterns are {@code long}s sign-extended from bit n−1, so that their signed order is the order
 * of the numbers, NaR lowest.
 *
 * @param name canonical name, which {@link #parse} reads: {@code posit32}, {@code bposit16}, {@code
 *     posit<24,6,5>}; follows from the other three components
 * @param bits n, {@value #MIN_BITS} to {@value #MAX_BITS}
 * @param maxRegime rS, the longest regime, 1 to n−1 bits
 * @param exponentBits eS, 0 to {@value #MAX_EXPONENT_BITS}
 */
public record Format(String name, int bits, int maxRegime, int exponentBits) {
  /** Fewest bits of a format: sign, and two more so that there is a value other than 1. */
  public static final int MIN_BITS = 3;

  /** Most bits of a format: a pattern is one {@code long}. */
  public static final int MAX_BITS = 64;

  /**
   * Most exponent bits of a format. Twice the scale of any value stays far inside an {@code int},
   * and the largest quire (of ⟨64, 63, 16⟩) inside 2 MiB.
   */
  public static final int MAX_EXPONENT_BITS = 16;

  /** Bits of a quire that only hold carries: it takes 2^31−1 products before it can overflow. */
  static final int QUIRE_CARRY_BITS = 31;

  /** Standard posit of 8 bits. */
  public static final Format POSIT8 = posit(8);

  /** Standard posit of 16 bits. */
  public static final Format POSIT16 = posit(16);

  /** Standard posit of 32 bits. */
  public static final Format POSIT32 = posit(32);

  /** Standard posit of 64 bits. */
  public static final Format POSIT64 = posit(64);

  /** b-posit ⟨16, 6, 5⟩. */
  public static final Format BPOSIT16 = of(16, 6, 5);

  /** b-posit ⟨32, 6, 5⟩. */
  public static final Format BPOSIT32 = of(32, 6, 5);

  /** b-posit ⟨64, 6, 5⟩. */
  public static final Format BPOSIT64 = of(64, 6, 5);

  private static final List<Format> STANDARD =
      List.of(POSIT8, POSIT16, POSIT32, POSIT64, BPOSIT16, BPOSIT32, BPOSIT64);

  private static final String POSIT_NAME = "posit([1-9][0-9]?)";
  private static final String GENERAL_NAME = "posit<([1-9][0-9]?),([1-9][0-9]?),(0|[1-9][0-9]?)>";

  /**
   * Checks the limits above.
   *
   * @throws IllegalArgumentException when a component is out of its range, or when the name is not
   *     the canonical one
   */
  public Format {
    requireRange("bits", bits, MIN_BITS, MAX_BITS, "choose a width that one long holds");
    requireRange("maxRegime", maxRegime, 1, bits - 1, "the regime must fit beside the sign");
    requireRange(
        "exponentBits",
        exponentBits,
        0,
        MAX_EXPONENT_BITS,
        "choose fewer, so that the quire fits in memory");
    String canonical = canonicalName(bits, maxRegime, exponentBits);
    if (!canonical.equals(name)) {
      throw new IllegalArgumentException(
          "format name is " + name + ", must be " + canonical + ": make it with Format.of");
    }
  }

  /**
   * The seven standard formats: posit8, 16, 32, 64, bposit16, 32, 64. Their places in this list are
   * the native format codes 0 to 6.
   */
  public static List<Format> standard() {
    return STANDARD;
  }

  /**
   * The standard posit of the given width, ⟨bits, bits−1, 2⟩ (Posit Standard 2022, section 3).
   *
   * @throws IllegalArgumentException unless {@value #MIN_BITS} ≤ bits ≤ {@value #MAX_BITS}
   */
  public static Format posit(int bits) {
    return of(bits, bits - 1, 2);
  }

  /**
   * The format ⟨bits, maxRegime, exponentBits⟩ under its canonical name.
   *
   * @throws IllegalArgumentException when an argument is out of the range of its component
   */
  public static Format of(int bits, int maxRegime, int exponentBits) {
    return new Format(canonicalName(bits, maxRegime, exponentBits), bits, maxRegime, exponentBits);
  }

  /**
   * The format of the given name: {@code posit3} to {@code posit64}, {@code bposit16}, {@code
   * bposit32}, {@code bposit64}, or {@code posit<n,rS,eS>} such as {@code posit<24,6,5>}.
   *
   * @throws IllegalArgumentException when the name is none of these
   */
  public static Format parse(String name) {
    for (Format format : STANDARD) {
      if (format.name.equals(name)) {
        return format;
      }
    }
    Matcher posit = Pattern.compile(POSIT_NAME).matcher(name);
    if (posit.matches()) {
      return posit(Integer.parseInt(posit.group(1)));
    }
    Matcher general = Pattern.compile(GENERAL_NAME).matcher(name);
    if (general.matches()) {
      return of(
          Integer.parseInt(general.group(1)),
          Integer.parseInt(general.group(2)),
          Integer.parseInt(general.group(3)));
    }
    throw new IllegalArgumentException(
        "unknown number format \""
            + name
            + "\": expected posit8, posit16, posit32, posit64, bposit16, bposit32, bposit64,"
            + " posit<bits> with bits from 3 to 64 such as posit24, or posit<n,rS,eS> in angle"
            + " brackets such as posit<24,6,5>");
  }

  /** NaR, "not a real": 10…0. */
  public long nar() {
    return Long.MIN_VALUE >> (64 - bits);
  }

  /** The largest value: 01…1. */
  public long maxpos() {
    return Long.MAX_VALUE >>> (64 - bits);
  }

  /** The smallest positive value: 0…01. */
  public long minpos() {
    return 1;
  }

  /** The number one: 010…0. */
  public long one() {
    return 1L << (bits - 2);
  }

  /** The low n bits set; {@code pattern & mask()} is the pattern zero-extended. */
  public long mask() {
    return -1L >>> (64 - bits);
  }

  /** The scale of maxpos: no finite value reaches 2^(maxScale+1). */
  public int maxScale() {
    return Codec.scale(this, maxpos());
  }

  /** The scale of minpos: no non-zero magnitude lies below 2^minScale. */
  public int minScale() {
    return Codec.scale(this, minpos());
  }

  /** Hexadecimal digits of a pattern, ⌈n/4⌉. */
  public int hexDigits() {
    return (bits + 3) / 4;
  }

  /**
   * Minus the exponent of the least bit that any product can have, which is twice the exponent of
   * the last bit of minpos.
   */
  public int quireFractionBits() {
    return -2 * (minScale() - fractionBits(minpos()));
  }

  /**
   * Bits of the exact accumulator: 1 sign bit, 31 carry bits, ⌈log2(maxpos²)⌉ integer bits and
   * {@link #quireFractionBits} fraction bits.
   */
  public int quireBits() {
    int integerBits = 2 * maxScale() + (fractionBits(maxpos()) > 0 ? 2 : 0);
    return 1 + QUIRE_CARRY_BITS + integerBits + quireFractionBits();
  }

  /** Words of 64 bits that hold a quire, ⌈quireBits/64⌉. */
  public int quireWords() {
    return (quireBits() + 63) / 64;
  }

  @Override
  public String toString() {
    return name;
  }

  private int fractionBits(long pattern) {
    return Math.max(
        0,
        bits
            - 1
            - Codec.regimeLength(this, Codec.body(Codec.aligned(this, pattern)))
            - exponentBits);
  }

  private static String canonicalName(int bits, int maxRegime, int exponentBits) {
    if (maxRegime == bits - 1 && exponentBits == 2) {
      return "posit" + bits;
    }
    boolean bounded = maxRegime == 6 && exponentBits == 5;
    if (bounded && (bits == 16 || bits == 32 || bits == 64)) {
      return "bposit" + bits;
    }
    return "posit<" + bits + "," + maxRegime + "," + exponentBits + ">";
  }

  private static void requireRange(String what, int value, int low, int high, String remedy) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          what + " is " + value + ", must be from " + low + " to " + high + ": " + remedy);
    }
  }
}
