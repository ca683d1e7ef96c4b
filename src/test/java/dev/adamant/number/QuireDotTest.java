package dev.adamant.number;

import static dev.adamant.number.oracle.Trials.hex;

import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.Operation;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.QuireOracle;
import dev.adamant.number.oracle.Trials;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sums of 1 to 10,000 products in quires: every bit of the accumulator, and the posit that it
 * rounds to.
 */
class QuireDotTest {

  private static final int[] LENGTHS = {1, 1, 2, 2, 3, 4, 7, 20, 60, 200};

  static List<Format> standard() {
    return Format.standard();
  }

  static List<Format> all() {
    return Stream.of(Format.standard(), TestFormats.small(), TestFormats.odd())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  static List<Format> small() {
    return TestFormats.small();
  }

  static List<Format> upTo16Bits() {
    return TestFormats.upTo16Bits();
  }

  @ParameterizedTest
  @MethodSource("all")
  void shortDots(Format format) {
    BiasedPatterns patterns = new BiasedPatterns(PositOracle.of(format));
    Trials.sample(
        "dots " + format.name(),
        5_000,
        random -> {
          int length = LENGTHS[random.nextInt(LENGTHS.length)];
          return dotFailure(format, terms(format, patterns, length, random));
        });
  }

  @ParameterizedTest
  @MethodSource("standard")
  void longDots(Format format) {
    BiasedPatterns patterns = new BiasedPatterns(PositOracle.of(format));
    Trials.sample(
        "long dots " + format.name(),
        12,
        random -> {
          int length = random.nextBoolean() ? 10_000 : random.nextInt(1_000, 10_000);
          return dotFailure(format, terms(format, patterns, length, random));
        });
  }

  /**
   * The order of the terms leaves no trace, nor does cutting the sum into parts that are merged.
   */
  @ParameterizedTest
  @MethodSource("all")
  void permutedSplitAndMergedDots(Format format) {
    BiasedPatterns patterns = new BiasedPatterns(PositOracle.of(format));
    Trials.sample(
        "permuted dots " + format.name(),
        300,
        random -> {
          long[][] terms = terms(format, patterns, random.nextInt(1, 300), random);
          byte[] whole = dot(format, terms, 0, terms.length).toBytes();
          shuffle(terms, random);
          int cut = random.nextInt(terms.length + 1);
          Quire left = dot(format, terms, 0, cut);
          Quire right = dot(format, terms, cut, terms.length);
          left.merge(right);
          return Arrays.equals(whole, left.toBytes())
              ? null
              : format.name() + " cut at " + cut + " of " + Arrays.deepToString(terms);
        });
  }

  @ParameterizedTest
  @MethodSource("small")
  void everyProductOfSmallFormats(Format format) {
    PositOracle oracle = PositOracle.of(format);
    long patterns = 1L << format.bits();
    Trials.each(
        0,
        patterns * patterns,
        pair -> {
          long a = oracle.canonical(pair / patterns);
          long b = oracle.canonical(pair % patterns);
          Quire quire = new Quire(format);
          quire.addProduct(a, b);
          String failure =
              oracle.complaint(
                  Operation.MUL.of(oracle, a, b),
                  quire.toPosit(),
                  () -> format.name() + " quire of " + hex(a, b));
          quire.subtractProduct(b, a);
          boolean cancels = quire.isNaR() || quire.isZero();
          return failure != null || cancels ? failure : "does not cancel: " + hex(a, b);
        });
  }

  @ParameterizedTest
  @MethodSource("upTo16Bits")
  void everyPatternUpTo16BitsAddsAndSubtracts(Format format) {
    PositOracle oracle = PositOracle.of(format);
    Trials.each(
        oracle.nar(),
        oracle.maxpos() + 1,
        a -> {
          Quire added = new Quire(format);
          added.add(a);
          Quire subtracted = new Quire(format);
          subtracted.subtract(a);
          long negative = oracle.isNaR(a) ? a : -a;
          return added.toPosit() == a && subtracted.toPosit() == negative
              ? null
              : format.name() + " quire of the single term " + hex(a);
        });
  }

  private static String dotFailure(Format format, long[][] terms) {
    PositOracle rounding = PositOracle.of(format);
    QuireOracle expected = new QuireOracle(rounding);
    for (long[] term : terms) {
      switch ((int) term[0]) {
        case 0 -> expected.addProduct(term[1], term[2]);
        case 1 -> expected.subtractProduct(term[1], term[2]);
        case 2 -> expected.add(term[1]);
        default -> expected.subtract(term[1]);
      }
    }
    Quire quire = dot(format, terms, 0, terms.length);
    byte[] bytes = quire.toBytes();
    boolean same =
        Arrays.equals(expected.toBytes(), bytes)
            && quire.isNaR() == expected.isNaR()
            && quire.isZero() == (!expected.isNaR() && expected.count().signum() == 0);
    String failure =
        same
            ? rounding.complaint(
                expected.value(), quire.toPosit(), () -> format.name() + " toPosit")
            : format.name() + " bits of the quire";
    if (failure == null) {
      failure = roundTripFailure(quire, expected, bytes);
    }
    return failure == null ? null : failure + " of " + terms.length + " terms " + describe(terms);
  }

  private static String roundTripFailure(Quire quire, QuireOracle expected, byte[] bytes) {
    Quire copy = Quire.fromBytes(quire.format(), bytes);
    if (!Arrays.equals(copy.toBytes(), bytes) || copy.toPosit() != quire.toPosit()) {
      return quire.format().name() + " bytes round trip";
    }
    copy.negate();
    expected.negate();
    if (!Arrays.equals(copy.toBytes(), expected.toBytes())) {
      return quire.format().name() + " negate";
    }
    copy.merge(quire);
    return copy.isNaR() || copy.isZero() ? null : quire.format().name() + " merge with negative";
  }

  private static Quire dot(Format format, long[][] terms, int from, int to) {
    Quire quire = new Quire(format);
    for (int i = from; i < to; i++) {
      long[] term = terms[i];
      switch ((int) term[0]) {
        case 0 -> quire.addProduct(term[1], term[2]);
        case 1 -> quire.subtractProduct(term[1], term[2]);
        case 2 -> quire.add(term[1]);
        default -> quire.subtract(term[1]);
      }
    }
    return quire;
  }

  /** Terms (kind, a, b): kinds 0 to 3 are add product, subtract product, add, subtract. */
  private static long[][] terms(
      Format format, BiasedPatterns patterns, int length, SplittableRandom random) {
    boolean mayHoldNaR = random.nextInt(8) == 0;
    int style = random.nextInt(4);
    long[][] terms = new long[length][];
    for (int i = 0; i < length; i++) {
      boolean cancelling = i > 0 && random.nextInt(16) != 0;
      terms[i] =
          switch (style) {
            case 0 -> term(format, patterns, mayHoldNaR, random);
            case 1 ->
                cancelling && i % 2 == 1
                    ? opposite(terms[i - 1], random)
                    : term(format, patterns, mayHoldNaR, random);
            case 2 ->
                i % 3 == 0
                    ? new long[] {random.nextInt(2), tinyPattern(random), tinyPattern(random)}
                    : i % 3 == 1
                        ? term(format, patterns, mayHoldNaR, random)
                        : opposite(terms[i - 1], random);
            default ->
                new long[] {
                  random.nextInt(2), edgePattern(format, random), edgePattern(format, random)
                };
          };
    }
    shuffle(terms, random);
    return terms;
  }

  private static long[] term(
      Format format, BiasedPatterns patterns, boolean mayHoldNaR, SplittableRandom random) {
    return new long[] {
      random.nextInt(8) == 0 ? random.nextInt(2, 4) : random.nextInt(2),
      number(format, patterns, mayHoldNaR, random),
      number(format, patterns, mayHoldNaR, random)
    };
  }

  private static long number(
      Format format, BiasedPatterns patterns, boolean mayHoldNaR, SplittableRandom random) {
    if (random.nextInt(32) == 0) {
      return mayHoldNaR ? format.nar() : 0;
    }
    return patterns.nextNonZero(random);
  }

  /** The same product or summand with the other sign, written in one of three ways. */
  private static long[] opposite(long[] term, SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> new long[] {term[0] ^ 1, term[1], term[2]};
      case 1 -> new long[] {term[0], -term[1], term[2]};
      default -> new long[] {term[0] < 2 ? term[0] ^ 1 : term[0], -term[1], -term[2]};
    };
  }

  private static long tinyPattern(SplittableRandom random) {
    long pattern = random.nextInt(1, 4);
    return random.nextBoolean() ? pattern : -pattern;
  }

  private static long edgePattern(Format format, SplittableRandom random) {
    long pattern = random.nextBoolean() ? 1 : format.maxpos();
    return random.nextBoolean() ? pattern : -pattern;
  }

  private static void shuffle(long[][] terms, SplittableRandom random) {
    for (int i = terms.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long[] term = terms[i];
      terms[i] = terms[j];
      terms[j] = term;
    }
  }

  private static String describe(long[][] terms) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(terms.length, 20); i++) {
      text.append(i == 0 ? "" : ", ").append(hex(terms[i]));
    }
    return text.append(terms.length > 20 ? ", …" : "").toString();
  }
}
