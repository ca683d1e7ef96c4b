package dev.adamant.number;

import static dev.adamant.number.oracle.Trials.hex;

import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.ExactReal;
import dev.adamant.number.oracle.IeeeOracle;
import dev.adamant.number.oracle.IntegerOracle;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversions between formats and from and to double, float and long. */
class ConversionTest {

  private static final List<Format> TARGETS =
      Stream.concat(Format.standard().stream(), TestFormats.odd().stream()).toList();

  static List<Format> narrow() {
    return Stream.concat(TestFormats.upTo16Bits().stream(), TestFormats.small().stream())
        .distinct()
        .toList();
  }

  static List<Format> wide() {
    return TestFormats.from16Bits();
  }

  static List<Format> sampled() {
    return Stream.concat(wide().stream(), TestFormats.odd().stream()).toList();
  }

  static List<Format> all() {
    return Stream.of(narrow(), Format.standard(), TestFormats.odd())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void everyPatternToEveryFormat(Format from) {
    PositOracle oracle = PositOracle.of(from);
    for (Format to : TARGETS) {
      Trials.each(oracle.nar(), oracle.maxpos() + 1, a -> convertFailure(from, to, a));
    }
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void everyPatternToDoubleFloatAndLong(Format from) {
    PositOracle oracle = PositOracle.of(from);
    Trials.each(oracle.nar(), oracle.maxpos() + 1, a -> outwardFailure(from, a));
  }

  /** All values and rounding boundaries with their neighbours. */
  @ParameterizedTest
  @MethodSource("narrow")
  void everyBoundaryFromDoubleFloatAndLong(Format to) {
    PositOracle oracle = PositOracle.of(to);
    Trials.each(
        1,
        oracle.maxpos(),
        a -> {
          String ofValue = inwardFailure(to, toDouble(oracle.finiteValue(a)));
          return ofValue != null ? ofValue : inwardFailure(to, toDouble(oracle.boundaryAbove(a)));
        });
  }

  @ParameterizedTest
  @MethodSource("sampled")
  void sampledPatternsToEveryFormat(Format from) {
    PositOracle source = PositOracle.of(from);
    BiasedPatterns patterns = new BiasedPatterns(source);
    List<BiasedPatterns> targets =
        TARGETS.stream().map(to -> new BiasedPatterns(PositOracle.of(to))).toList();
    Trials.sample(
        "convert " + from.name(),
        samples(from),
        random -> {
          int target = random.nextInt(TARGETS.size());
          long a = patterns.next(random);
          if (random.nextInt(8) == 0) {
            long below = targets.get(target).nextBelowMaxpos(random);
            long near = source.round(PositOracle.of(TARGETS.get(target)).boundaryAbove(below));
            a = source.canonical(near + random.nextInt(-1, 2));
          }
          return convertFailure(from, TARGETS.get(target), a);
        });
  }

  @ParameterizedTest
  @MethodSource("sampled")
  void sampledPatternsToDoubleFloatAndLong(Format from) {
    BiasedPatterns patterns = new BiasedPatterns(PositOracle.of(from));
    Trials.sample(
        "outward " + from.name(),
        samples(from),
        random -> outwardFailure(from, patterns.next(random)));
  }

  /** Patterns whose values lie on or beside the ties of double, float and long. */
  @ParameterizedTest
  @MethodSource("sampled")
  void tiesOfDoubleFloatAndLong(Format from) {
    PositOracle oracle = PositOracle.of(from);
    Trials.sample(
        "outward ties " + from.name(),
        samples(from) / 20,
        random -> {
          int precision = List.of(53, 24, random.nextInt(1, 63)).get(random.nextInt(3));
          BigInteger tie =
              BigInteger.valueOf((random.nextLong() >>> (64 - precision)) | (1L << (precision - 1)))
                  .shiftLeft(1)
                  .setBit(0);
          int exponent = random.nextBoolean() ? -1 : random.nextInt(-200, 200) - precision;
          long a = oracle.round(new Dyadic(tie, exponent)) + random.nextInt(-1, 2);
          return outwardFailure(from, oracle.canonical(random.nextBoolean() ? a : -a));
        });
  }

  @ParameterizedTest
  @MethodSource("sampled")
  void sampledDoublesFloatsAndLongs(Format to) {
    PositOracle oracle = PositOracle.of(to);
    BiasedPatterns patterns = new BiasedPatterns(oracle);
    int scales = oracle.finiteValue(oracle.maxpos()).floorLog2() + 3;
    Trials.sample(
        "inward " + to.name(),
        samples(to),
        random -> {
          double v =
              switch (random.nextInt(6)) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> toDouble(oracle.finiteValue(patterns.nextNonZero(random)));
                case 2 -> -toDouble(oracle.boundaryAbove(patterns.nextBelowMaxpos(random)));
                case 3 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-scales, scales));
                case 4 -> random.nextLong();
                default -> random.nextDouble() - 0.5;
              };
          return switch (random.nextInt(4)) {
            case 0 -> doubleFailure(to, Math.nextUp(v));
            case 1 -> doubleFailure(to, Math.nextDown(v));
            case 2 -> floatFailure(to, (float) v);
            default -> doubleFailure(to, v);
          };
        });
    Trials.sample(
        "long " + to.name(),
        samples(to) / 4,
        random -> {
          long v = random.nextLong() >> random.nextInt(64);
          return longFailure(to, random.nextBoolean() ? v : v & -1L << random.nextInt(64));
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void specialDoublesFloatsAndLongs(Format to) {
    Stream<String> doubles =
        Stream.of(
                0.0,
                -0.0,
                Double.NaN,
                Double.longBitsToDouble(0xfff0_0000_0000_0001L),
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Math.nextDown(Double.MIN_NORMAL),
                Double.MAX_VALUE,
                -Double.MAX_VALUE)
            .map(v -> doubleFailure(to, v));
    Stream<String> floats =
        Stream.of(
                0.0f,
                -0.0f,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                Float.MIN_VALUE,
                -Float.MIN_VALUE,
                Math.nextDown(Float.MIN_NORMAL),
                Float.MAX_VALUE)
            .map(v -> floatFailure(to, v));
    Stream<String> longs =
        LongStream.of(0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1)
            .mapToObj(v -> longFailure(to, v));
    Stream.of(doubles, floats, longs)
        .flatMap(failures -> failures)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(
            failure -> {
              throw new AssertionError(failure);
            });
  }

  private static int samples(Format format) {
    return Format.standard().contains(format) ? Trials.SAMPLES : Trials.SAMPLES / 50;
  }

  private static String convertFailure(Format from, Format to, long a) {
    ExactReal exact = PositOracle.of(from).value(a);
    return PositOracle.of(to)
        .complaint(
            exact,
            Posit.convert(from, to, a),
            () -> "convert " + from.name() + " " + hex(a) + " to " + to.name());
  }

  private static String outwardFailure(Format from, long a) {
    ExactReal exact = PositOracle.of(from).value(a);
    long asDouble = Double.doubleToRawLongBits(Posit.toDouble(from, a));
    if (!IeeeOracle.DOUBLE.isRounding(exact, asDouble)) {
      return from.name() + " toDouble " + hex(a) + " gave bits " + hex(asDouble);
    }
    long asFloat = Float.floatToRawIntBits(Posit.toFloat(from, a)) & 0xffff_ffffL;
    if (!IeeeOracle.FLOAT.isRounding(exact, asFloat)) {
      return from.name() + " toFloat " + hex(a) + " gave bits " + hex(asFloat);
    }
    boolean inRange = IntegerOracle.isInRange(exact);
    try {
      long asLong = Posit.toLong(from, a);
      return inRange && IntegerOracle.isRounding(exact, asLong)
          ? null
          : from.name() + " toLong " + hex(a) + " gave " + asLong;
    } catch (ArithmeticException e) {
      return inRange ? from.name() + " toLong " + hex(a) + " threw " + e : null;
    }
  }

  /**
   * Checks {@code v}, its neighbours among doubles and floats, and the integers around it, in both
   * signs.
   */
  private static String inwardFailure(Format to, double v) {
    for (double w : new double[] {v, Math.nextUp(v), Math.nextDown(v)}) {
      String failure =
          first(
              doubleFailure(to, w),
              doubleFailure(to, -w),
              floatFailure(to, (float) w),
              floatFailure(to, -Math.nextUp((float) w)),
              longFailure(to, (long) w),
              longFailure(to, (long) -w + 1));
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  private static String first(String... failures) {
    return Arrays.stream(failures).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static String doubleFailure(Format to, double v) {
    return PositOracle.of(to)
        .complaint(
            IeeeOracle.valueOf(v),
            Posit.fromDouble(to, v),
            () -> to.name() + " fromDouble " + v + " bits " + hex(Double.doubleToRawLongBits(v)));
  }

  private static String floatFailure(Format to, float v) {
    long bits = Float.floatToRawIntBits(v) & 0xffff_ffffL;
    return PositOracle.of(to)
        .complaint(
            IeeeOracle.FLOAT.value(bits),
            Posit.fromFloat(to, v),
            () -> to.name() + " fromFloat " + v + " bits " + hex(bits));
  }

  private static String longFailure(Format to, long v) {
    return PositOracle.of(to)
        .complaint(Dyadic.of(v), Posit.fromLong(to, v), () -> to.name() + " fromLong " + v);
  }

  /** A double at or near a number; what is checked afterwards is the double itself. */
  private static double toDouble(Dyadic value) {
    return Math.scalb(value.significand().doubleValue(), value.exponent());
  }
}
