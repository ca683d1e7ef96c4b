package dev.adamant.number.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The oracle against answers worked out by hand, and its two ways of rounding against each other.
 */
class OracleTest {

  private static final PositOracle POSIT8 = new PositOracle(8, 7, 2);

  /** Values as significand and power of two, read off the bits by hand. */
  @ParameterizedTest
  @CsvSource({
    "8, 7, 2, 40, 1, 0",
    "8, 7, 2, 4d, 13, -2",
    "8, 7, 2, 7f, 1, 24",
    "8, 7, 2, 7e, 1, 20",
    "8, 7, 2, 7d, 1, 18",
    "8, 7, 2, 01, 1, -24",
    "8, 7, 2, 03, 1, -18",
    "8, 7, 2, ff, -1, -24",
    "8, 7, 2, b3, -13, -2",
    "16, 15, 2, 4c91, 3217, -10",
    "32, 31, 2, 3fffffff, 268435455, -28",
    "64, 63, 2, 7fffffffffffffff, 1, 248",
    "16, 6, 5, 0001, 17, -196",
    "16, 6, 5, 7fff, 31, 187",
    "16, 6, 5, 03f0, 1, -129",
    "16, 6, 5, 01f0, 1, -161",
    "16, 6, 5, 0200, 1, -160",
    "16, 6, 5, 0400, 1, -128",
    "16, 6, 5, 7c00, 1, 128",
    "16, 6, 5, 7e00, 1, 160",
    "6, 3, 3, 01, 1, -22",
    "6, 3, 3, 1f, 1, 22",
    "5, 1, 2, 01, 3, -5",
    "3, 2, 0, 1, 1, -1",
    "3, 2, 0, 3, 1, 1",
    "64, 1, 0, 4000000000000001, 4611686018427387905, -62",
  })
  void values(
      int bits, int maxRegime, int exponentBits, String hex, long significand, int exponent) {
    PositOracle oracle = new PositOracle(bits, maxRegime, exponentBits);
    Dyadic expected = new Dyadic(BigInteger.valueOf(significand), exponent);
    long pattern = Long.parseUnsignedLong(hex, 16);
    assertEquals(0, oracle.finiteValue(pattern).compareTo(expected));
    assertEquals(oracle.canonical(pattern), oracle.round(expected));
  }

  /**
   * Boundaries of posit8: a mean among fraction bits, a geometric mean among exponent bits, and in
   * between.
   */
  @ParameterizedTest
  @CsvSource({"40, 17, -4", "7e, 1, 22", "7d, 1, 19", "01, 1, -22", "02, 1, -19", "7b, 3, 14"})
  void boundaries(String hex, long significand, int exponent) {
    Dyadic boundary = POSIT8.boundaryAbove(Long.parseLong(hex, 16));
    assertEquals(0, boundary.compareTo(new Dyadic(BigInteger.valueOf(significand), exponent)));
  }

  @ParameterizedTest
  @CsvSource({"8, 7, 2", "8, 4, 2", "7, 6, 1", "6, 3, 3", "5, 1, 2", "3, 2, 0", "16, 6, 5"})
  void valuesAndBoundariesAlternate(int bits, int maxRegime, int exponentBits) {
    PositOracle oracle = new PositOracle(bits, maxRegime, exponentBits);
    for (long p = 1; p < oracle.maxpos(); p++) {
      Dyadic boundary = oracle.boundaryAbove(p);
      assertTrue(oracle.finiteValue(p).compareTo(boundary) < 0);
      assertTrue(boundary.compareTo(oracle.finiteValue(p + 1)) < 0);
      assertEquals((p & 1) == 0 ? p : p + 1, oracle.round(boundary));
      assertEquals((p & 1) == 0 ? -p : -p - 1, oracle.round(boundary.negate()));
    }
  }

  /** Exactly one pattern passes as the rounding of a number, and the search finds that one. */
  @Test
  void searchAndDefinitionAgree() {
    SplittableRandom random = Trials.generator("search", 0);
    for (int i = 0; i < 2_000; i++) {
      Dyadic a = POSIT8.finiteValue(random.nextInt(-127, 128));
      Dyadic b = POSIT8.finiteValue(random.nextInt(1, 128));
      ExactReal exact =
          switch (i % 4) {
            case 0 -> ExactRational.quotient(a, b);
            case 1 -> new SquareRoot(random.nextBoolean(), b);
            case 2 -> a.add(b);
            default -> POSIT8.boundaryAbove(random.nextInt(1, 127));
          };
      Set<Long> accepted = new HashSet<>();
      for (long p = -128; p <= 127; p++) {
        if (POSIT8.isRounding(exact, p)) {
          accepted.add(p);
        }
      }
      assertEquals(Set.of(POSIT8.round(exact)), accepted, () -> exact.toString());
    }
  }

  @Test
  void roundingRefusesWrongAnswers() {
    Dyadic one = Dyadic.of(1);
    assertTrue(POSIT8.isRounding(one, 0x40));
    assertFalse(POSIT8.isRounding(one, 0x41));
    assertFalse(POSIT8.isRounding(one, 0x3f));
    assertFalse(POSIT8.isRounding(one, 0x140));
    assertFalse(POSIT8.isRounding(one, 0));
    assertFalse(POSIT8.isRounding(one, -0x40));
    assertFalse(POSIT8.isRounding(one, POSIT8.nar()));
    assertFalse(POSIT8.isRounding(Dyadic.ZERO, 1));
    assertFalse(POSIT8.isRounding(ExactReal.NOT_REAL, 0));
    assertTrue(POSIT8.isRounding(ExactReal.NOT_REAL, -128));
    assertFalse(POSIT8.isRounding(ExactReal.NOT_REAL, 128));
    assertNull(POSIT8.complaint(one, 0x40, () -> "one"));
    assertEquals(
        "one gave 0x41, the exact result rounds to 0x40", POSIT8.complaint(one, 0x41, () -> "one"));
  }

  @Test
  void exactRealsCompare() {
    ExactReal third = ExactRational.quotient(Dyadic.of(-1), Dyadic.of(-3));
    assertEquals(1, third.signum());
    assertTrue(third.compareTo(Dyadic.powerOfTwo(-2)) > 0);
    assertTrue(third.negate().compareTo(Dyadic.powerOfTwo(-1)) < 0);
    assertTrue(third.compareTo(new Dyadic(BigInteger.valueOf(0x55555555L), -32)) > 0);
    assertTrue(third.compareTo(new Dyadic(BigInteger.valueOf(0x55555556L), -32)) < 0);
    assertEquals(
        0,
        ExactRational.of(new BigDecimal("0.75")).compareTo(new Dyadic(BigInteger.valueOf(3), -2)));
    assertEquals(0, ExactRational.of(new BigDecimal("-12e2")).compareTo(Dyadic.of(-1200)));
    ExactReal root = new SquareRoot(false, Dyadic.of(2));
    assertTrue(root.compareTo(new Dyadic(BigInteger.valueOf(1448), -10)) > 0);
    assertTrue(root.compareTo(new Dyadic(BigInteger.valueOf(1449), -10)) < 0);
    assertTrue(root.negate().compareTo(new Dyadic(BigInteger.valueOf(-1448), -10)) < 0);
    assertEquals(0, new SquareRoot(true, Dyadic.of(9)).compareTo(Dyadic.of(-3)));
    assertEquals(new BigDecimal("-0.375"), new Dyadic(BigInteger.valueOf(-3), -3).toBigDecimal());
  }

  /**
   * The IEEE oracle accepts what the JDK, which is correctly rounded here, makes of decimals, and
   * nothing else.
   */
  @Test
  void ieeeRoundingAgreesWithTheJdk() {
    SplittableRandom random = Trials.generator("ieee", 0);
    for (int i = 0; i < 20_000; i++) {
      long tie = random.nextLong() >>> random.nextInt(9, 12) | 1;
      Dyadic exact = new Dyadic(BigInteger.valueOf(tie), random.nextInt(-1130, 980));
      double expected = exact.toBigDecimal().doubleValue();
      long bits = Double.doubleToRawLongBits(expected);
      assertTrue(IeeeOracle.DOUBLE.isRounding(exact, bits), () -> exact + " " + expected);
      assertFalse(IeeeOracle.DOUBLE.isRounding(exact, bits + 1));
      assertTrue(bits == 0 || !IeeeOracle.DOUBLE.isRounding(exact, bits - 1));
      assertFalse(IeeeOracle.DOUBLE.isRounding(exact.negate(), bits));
      Dyadic small = new Dyadic(BigInteger.valueOf(tie >>> 28), random.nextInt(-190, 110));
      if (small.signum() != 0) {
        int floatBits = Float.floatToRawIntBits(small.toBigDecimal().floatValue());
        assertTrue(IeeeOracle.FLOAT.isRounding(small, floatBits));
        assertFalse(IeeeOracle.FLOAT.isRounding(small, floatBits + 1));
      }
    }
    assertEquals(0, ((Dyadic) IeeeOracle.valueOf(-0.75)).compareTo(Dyadic.of(-3).shift(-2)));
    assertEquals(ExactReal.NOT_REAL, IeeeOracle.valueOf(Double.POSITIVE_INFINITY));
  }

  @Test
  void integersRoundToEvenWithinTheirRange() {
    Dyadic half = Dyadic.powerOfTwo(-1);
    assertTrue(IntegerOracle.isRounding(half, 0));
    assertFalse(IntegerOracle.isRounding(half, 1));
    assertTrue(IntegerOracle.isRounding(Dyadic.of(-3).shift(-1), -2));
    assertTrue(IntegerOracle.isInRange(Dyadic.powerOfTwo(63).negate().subtract(half)));
    assertFalse(IntegerOracle.isInRange(Dyadic.powerOfTwo(63).subtract(half)));
    assertFalse(IntegerOracle.isInRange(ExactReal.NOT_REAL));
  }

  @Test
  void aFailingTrialIsReportedWithItsSeed() {
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> Trials.sample("demo", 20_000, random -> "operands 0x1"));
    assertTrue(error.getMessage().startsWith("operands 0x1 [demo, seed "), error.getMessage());
    assertThrows(AssertionError.class, () -> Trials.each(0, 10, i -> i == 7 ? "seven" : null));
  }
}
