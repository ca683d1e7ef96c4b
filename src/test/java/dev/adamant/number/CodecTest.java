package dev.adamant.number;

import static dev.adamant.number.oracle.Trials.hex;

import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decode reads what the bits say; encode rounds once, whatever the scale, significand and sticky
 * flag.
 */
class CodecTest {

  static List<Format> narrow() {
    return Stream.concat(TestFormats.upTo16Bits().stream(), TestFormats.small().stream())
        .distinct()
        .toList();
  }

  static List<Format> all() {
    return Stream.of(Format.standard(), TestFormats.small(), TestFormats.odd())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void everyPatternDecodesAndEncodes(Format format) {
    PositOracle oracle = PositOracle.of(format);
    Trials.each(oracle.nar(), oracle.maxpos() + 1, a -> decodeFailure(format, oracle, a));
  }

  @ParameterizedTest
  @MethodSource("all")
  void sampledPatternsDecodeAndEncode(Format format) {
    PositOracle oracle = PositOracle.of(format);
    BiasedPatterns patterns = new BiasedPatterns(oracle);
    Trials.sample(
        "decode " + format.name(),
        50_000,
        random -> {
          long a = patterns.next(random);
          String failure = decodeFailure(format, oracle, a);
          return failure == null ? decodeFailure(format, oracle, a & format.mask()) : failure;
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodeRoundsOnce(Format format) {
    PositOracle oracle = PositOracle.of(format);
    int least = oracle.finiteValue(1).floorLog2() - 4;
    int most = oracle.finiteValue(oracle.maxpos()).floorLog2() + 5;
    Trials.sample(
        "encode " + format.name(),
        100_000,
        random ->
            encodeFailure(
                format,
                oracle,
                random.nextBoolean(),
                random.nextInt(least, most),
                significand(random),
                random.nextBoolean()));
  }

  /** Values on a rounding boundary, or less than one unit in the 64th bit above it. */
  @ParameterizedTest
  @MethodSource("all")
  void encodeRoundsBoundaries(Format format) {
    PositOracle oracle = PositOracle.of(format);
    BiasedPatterns patterns = new BiasedPatterns(oracle);
    Trials.sample(
        "encode boundaries " + format.name(),
        50_000,
        random -> {
          Dyadic boundary = oracle.boundaryAbove(patterns.nextBelowMaxpos(random));
          int scale = boundary.floorLog2();
          long significand =
              boundary.scaledTo(Math.min(boundary.exponent(), scale - 63)).longValue();
          return encodeFailure(
              format, oracle, random.nextBoolean(), scale, significand, random.nextBoolean());
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodeSaturatesAtAnyScale(Format format) {
    PositOracle oracle = PositOracle.of(format);
    for (int scale :
        new int[] {Integer.MAX_VALUE, 1 << 20, 5_000, -5_000, -1 << 20, Integer.MIN_VALUE}) {
      for (boolean negative : new boolean[] {false, true}) {
        long magnitude = scale > 0 ? oracle.maxpos() : 1;
        long expected = negative ? -magnitude : magnitude;
        for (long significand : new long[] {Long.MIN_VALUE, -1L}) {
          long result = Codec.encode(format, negative, scale, significand, true);
          if (result != expected) {
            throw new AssertionError(
                format.name()
                    + " encode scale "
                    + scale
                    + " "
                    + hex(significand, result, expected));
          }
        }
      }
    }
  }

  private static String decodeFailure(Format format, PositOracle oracle, long a) {
    boolean nar = oracle.isNaR(a);
    boolean zero = oracle.canonical(a) == 0;
    boolean negative = oracle.canonical(a) < 0;
    if (Codec.isNaR(format, a) != nar || Codec.isZero(format, a) != zero) {
      return format.name() + " isNaR or isZero of " + hex(a);
    }
    if (nar || zero) {
      return null;
    }
    if (Codec.isNegative(format, a) != negative) {
      return format.name() + " isNegative of " + hex(a);
    }
    int scale = Codec.scale(format, a);
    long significand = Codec.significand(format, a);
    Dyadic value = magnitude(scale, significand, false);
    Dyadic exact = oracle.finiteValue(a);
    if (significand >= 0 || value.compareTo(exact.abs()) != 0) {
      return format.name() + " decode " + hex(a) + " gave scale " + scale + " " + hex(significand);
    }
    long again = Codec.encode(format, negative, scale, significand, false);
    return again == oracle.canonical(a)
        ? null
        : format.name() + " encode of decoded " + hex(a) + " gave " + hex(again);
  }

  private static String encodeFailure(
      Format format,
      PositOracle oracle,
      boolean negative,
      int scale,
      long significand,
      boolean sticky) {
    Dyadic magnitude = magnitude(scale, significand, sticky);
    return oracle.complaint(
        negative ? magnitude.negate() : magnitude,
        Codec.encode(format, negative, scale, significand, sticky),
        () ->
            format.name()
                + " encode negative "
                + negative
                + " scale "
                + scale
                + " significand "
                + hex(significand)
                + " sticky "
                + sticky);
  }

  /**
   * The magnitude that the triple stands for; for a sticky one any number in the open gap will do.
   */
  private static Dyadic magnitude(int scale, long significand, boolean sticky) {
    BigInteger twice = new BigInteger(Long.toUnsignedString(significand)).shiftLeft(1);
    return new Dyadic(sticky ? twice.setBit(0) : twice, scale - 64);
  }

  private static long significand(SplittableRandom random) {
    long bits =
        switch (random.nextInt(4)) {
          case 0 -> random.nextLong();
          case 1 -> random.nextLong() & -1L << random.nextInt(64);
          case 2 -> random.nextLong() | ~(-1L << random.nextInt(64));
          default -> (1L << random.nextInt(63)) + random.nextInt(-1, 2);
        };
    return bits | Long.MIN_VALUE;
  }
}
