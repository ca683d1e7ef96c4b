package dev.adamant.number;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.Operation;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.QuireOracle;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corners of the quire: NaR, zero, overflow, carries and borrows through every word. */
class QuireTest {

  static List<Format> all() {
    return Stream.of(Format.standard(), TestFormats.small(), TestFormats.odd())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  static List<Format> bposits() {
    return List.of(Format.BPOSIT16, Format.BPOSIT32, Format.BPOSIT64);
  }

  @ParameterizedTest
  @MethodSource("all")
  void startsAndClearsToZero(Format format) {
    Quire quire = new Quire(format);
    assertEquals(format, quire.format());
    assertZero(quire);
    quire.addProduct(format.maxpos(), format.maxpos());
    assertFalse(quire.isZero());
    quire.clear();
    assertZero(quire);
    quire.add(format.nar());
    quire.clear();
    assertZero(quire);
  }

  @ParameterizedTest
  @MethodSource("all")
  void anyNaROperandMakesNaR(Format format) {
    long nar = format.nar();
    for (long other : new long[] {0, format.one(), format.minpos(), -format.maxpos(), nar}) {
      assertNaRAfter(format, q -> q.addProduct(nar, other));
      assertNaRAfter(format, q -> q.addProduct(other, nar));
      assertNaRAfter(format, q -> q.subtractProduct(nar, other));
      assertNaRAfter(format, q -> q.subtractProduct(other, nar));
    }
    assertNaRAfter(format, q -> q.add(nar));
    assertNaRAfter(format, q -> q.subtract(nar));
    assertNaRAfter(format, q -> q.add(nar & format.mask()));
    assertNaRAfter(
        format,
        q -> {
          Quire other = new Quire(format);
          other.add(nar);
          q.merge(other);
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void zeroTermsChangeNothing(Format format) {
    Quire quire = new Quire(format);
    quire.add(format.one());
    byte[] before = quire.toBytes();
    quire.add(0);
    quire.subtract(0);
    quire.addProduct(0, format.maxpos());
    quire.subtractProduct(-format.maxpos(), 0);
    quire.merge(new Quire(format));
    assertArrayEquals(before, quire.toBytes());
  }

  /**
   * A single bit in any place is neither zero nor NaR, rounds rightly, and negates through all
   * words.
   */
  @ParameterizedTest
  @MethodSource("all")
  void everySingleBit(Format format) {
    QuireOracle layout = QuireOracle.of(format);
    int step = 1 + layout.bits() / 1_100;
    for (int i = 0; i < layout.bits() - 1; i += step) {
      BigInteger bit = BigInteger.ONE.shiftLeft(i);
      checkCount(format, layout, bit);
      checkCount(format, layout, bit.negate());
      checkCount(format, layout, bit.subtract(BigInteger.ONE));
      checkCount(format, layout, layout.largestCount().subtract(bit));
      checkCount(format, layout, layout.largestCount().negate().add(bit));
    }
    checkCount(format, layout, layout.largestCount());
    checkCount(format, layout, layout.largestCount().negate());
  }

  /**
   * A unit taken from 2^k borrows through everything below, and given back carries through it
   * again.
   */
  @ParameterizedTest
  @MethodSource("all")
  void borrowsAndCarriesThroughTheWholeAccumulator(Format format) {
    QuireOracle expected = QuireOracle.of(format);
    expected.subtractProduct(1, 1);
    Quire quire = new Quire(format);
    quire.subtractProduct(1, 1);
    assertArrayEquals(expected.toBytes(), quire.toBytes());
    quire.addProduct(1, 1);
    assertZero(quire);

    long maxpos = format.maxpos();
    quire.addProduct(maxpos, maxpos);
    byte[] before = quire.toBytes();
    quire.subtractProduct(1, 1);
    expected.clear();
    expected.addProduct(maxpos, maxpos);
    expected.subtractProduct(1, 1);
    assertArrayEquals(expected.toBytes(), quire.toBytes());
    assertEquals(maxpos, quire.toPosit());
    quire.addProduct(1, 1);
    assertArrayEquals(before, quire.toBytes());
    quire.subtractProduct(maxpos, maxpos);
    assertZero(quire);
  }

  @ParameterizedTest
  @MethodSource("all")
  void throwsWhenATermStepsOverTheBoundByOne(Format format) {
    long maxpos = format.maxpos();
    for (long[] pair :
        new long[][] {{1, 1}, {1, maxpos}, {maxpos, maxpos}, {format.one(), format.one()}}) {
      long a = pair[0];
      long b = pair[1];
      BigInteger units = units(format, a, b);
      checkBound(format, units, q -> q.addProduct(a, b), 1);
      checkBound(format, units, q -> q.subtractProduct(-a, b), 1);
      checkBound(format, units, q -> q.subtractProduct(a, b), -1);
      checkBound(format, units, q -> q.addProduct(a, -b), -1);
    }
    for (long a : new long[] {1, format.one(), maxpos}) {
      BigInteger units = units(format, a, format.one());
      checkBound(format, units, q -> q.add(a), 1);
      checkBound(format, units, q -> q.subtract(a), -1);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void throwsWhenAMergeStepsOverTheBoundByOne(Format format) {
    QuireOracle layout = QuireOracle.of(format);
    BigInteger half = layout.largestCount().shiftRight(1);
    for (BigInteger units :
        List.of(BigInteger.ONE, half, half.add(BigInteger.ONE), layout.largestCount())) {
      Quire other = Quire.fromBytes(format, layout.toBytes(units));
      checkBound(format, units, q -> q.merge(other), 1);
      Quire negative = Quire.fromBytes(format, layout.toBytes(units.negate()));
      checkBound(format, units, q -> q.merge(negative), -1);
    }
  }

  /** Doubling maxpos² by merging a quire into itself goes on as long as the 31 carry bits allow. */
  @ParameterizedTest
  @MethodSource("all")
  void doublesUntilTheCarryBitsAreSpent(Format format) {
    QuireOracle expected = QuireOracle.of(format);
    expected.addProduct(format.maxpos(), format.maxpos());
    Quire quire = new Quire(format);
    quire.addProduct(format.maxpos(), format.maxpos());
    int doublings = 0;
    while (expected.count().shiftLeft(1).compareTo(expected.largestCount()) <= 0) {
      expected.merge(expected);
      quire.merge(quire);
      assertArrayEquals(expected.toBytes(), quire.toBytes());
      doublings++;
    }
    assertTrue(doublings >= 30, "only " + doublings + " doublings of maxpos² fit");
    assertThrows(ArithmeticException.class, () -> quire.merge(quire));
    assertArrayEquals(expected.toBytes(), quire.toBytes());
  }

  @ParameterizedTest
  @MethodSource("all")
  void fromBytesRefusesWhatIsNoQuire(Format format) {
    QuireOracle layout = QuireOracle.of(format);
    int length = 8 * layout.words();
    for (int wrong : new int[] {0, length - 1, length + 1, length + 8}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> Quire.fromBytes(format, new byte[wrong]));
      assertTrue(e.getMessage().contains(Integer.toString(length)), e.getMessage());
    }
    if (layout.bits() % 64 != 0) {
      BigInteger tooLarge = layout.largestCount().add(BigInteger.ONE);
      assertThrows(
          IllegalArgumentException.class, () -> Quire.fromBytes(format, layout.toBytes(tooLarge)));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Quire.fromBytes(format, layout.toBytes(tooLarge.negate().subtract(BigInteger.ONE))));
    }
  }

  @Test
  void mergeRefusesAnotherFormat() {
    Quire quire = new Quire(Format.POSIT32);
    Quire other = new Quire(Format.BPOSIT32);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> quire.merge(other));
    assertTrue(e.getMessage().contains("bposit32"), e.getMessage());
  }

  /**
   * With a least bit of 2^−384, as 800 bits would give, a·b − c·p with a = b = pattern 2, c =
   * minpos, p = pattern 3 comes out as zero or less; it is 2^(−384−2f), which rounds to minpos.
   */
  @ParameterizedTest
  @MethodSource("bposits")
  void eightHundredBitsAreNotEnough(Format format) {
    Quire quire = new Quire(format);
    quire.addProduct(2, 2);
    quire.subtractProduct(1, 3);
    assertEquals(format.minpos(), quire.toPosit());
    int fractionBits = format.bits() - 12;
    byte[] least = quire.toBytes();
    assertArrayEquals(QuireOracle.of(format).toBytes(BigInteger.ONE), least);
    assertEquals(384 + 2 * fractionBits, format.quireFractionBits());
  }

  private static void checkCount(Format format, QuireOracle layout, BigInteger count) {
    PositOracle rounding = PositOracle.of(format);
    byte[] bytes = layout.toBytes(count);
    Quire quire = Quire.fromBytes(format, bytes);
    assertArrayEquals(bytes, quire.toBytes());
    assertFalse(quire.isNaR(), () -> format.name() + " " + count.toString(16));
    assertEquals(
        count.signum() == 0, quire.isZero(), () -> format.name() + " " + count.toString(16));
    Dyadic value = new Dyadic(count, -layout.fractionBits());
    assertEquals(
        rounding.round(value), quire.toPosit(), () -> format.name() + " " + count.toString(16));
    quire.negate();
    assertArrayEquals(
        layout.toBytes(count.negate()),
        quire.toBytes(),
        () -> format.name() + " " + count.toString(16));
    assertEquals(-rounding.round(value), quire.toPosit());
  }

  /**
   * {@code step} moves by {@code units} in the direction of {@code sign}: onto the bound, then over
   * it by one.
   */
  private static void checkBound(Format format, BigInteger units, Consumer<Quire> step, int sign) {
    QuireOracle layout = QuireOracle.of(format);
    BigInteger bound = layout.largestCount().multiply(BigInteger.valueOf(sign));
    BigInteger move = units.multiply(BigInteger.valueOf(sign));
    Quire fits = Quire.fromBytes(format, layout.toBytes(bound.subtract(move)));
    step.accept(fits);
    assertArrayEquals(layout.toBytes(bound), fits.toBytes());

    BigInteger over = bound.subtract(move).add(BigInteger.valueOf(sign));
    for (BigInteger start : List.of(over, bound)) {
      byte[] full = layout.toBytes(start);
      Quire overflows = Quire.fromBytes(format, full);
      assertThrows(
          ArithmeticException.class,
          () -> step.accept(overflows),
          () -> format.name() + " took " + units + " units past the bound");
      assertArrayEquals(
          full, overflows.toBytes(), "an operation that throws leaves the quire as it was");
    }
  }

  private static BigInteger units(Format format, long a, long b) {
    PositOracle oracle = PositOracle.of(format);
    Dyadic product = (Dyadic) Operation.MUL.of(oracle, a, b);
    return product.scaledTo(-QuireOracle.of(format).fractionBits());
  }

  private static void assertZero(Quire quire) {
    assertTrue(quire.isZero());
    assertFalse(quire.isNaR());
    assertEquals(0, quire.toPosit());
    assertArrayEquals(new byte[8 * quire.format().quireWords()], quire.toBytes());
  }

  private static void assertNaRAfter(Format format, Consumer<Quire> step) {
    byte[] pattern = new byte[8 * format.quireWords()];
    pattern[pattern.length - 1] = (byte) 0x80;
    Quire quire = new Quire(format);
    quire.add(format.one());
    step.accept(quire);
    List<Consumer<Quire>> later =
        List.of(
            q -> {},
            q -> q.add(format.one()),
            q -> q.subtract(format.one()),
            q -> q.addProduct(format.maxpos(), format.maxpos()),
            q -> q.subtractProduct(format.maxpos(), format.maxpos()),
            q -> q.merge(new Quire(format)),
            Quire::negate);
    for (Consumer<Quire> next : later) {
      next.accept(quire);
      assertTrue(quire.isNaR());
      assertFalse(quire.isZero());
      assertEquals(format.nar(), quire.toPosit());
      assertArrayEquals(pattern, quire.toBytes());
    }
    assertTrue(Quire.fromBytes(format, pattern).isNaR());
  }
}
