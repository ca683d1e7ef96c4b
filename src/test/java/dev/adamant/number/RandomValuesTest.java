package dev.adamant.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The generator against the known answers of its authors, and the values against their law. */
class RandomValuesTest {

  private static final long SEED = 20_110_412;
  private static final int COUNT = 1 << 18;

  /**
   * Lines {@code philox4x32 10} of {@code tests/kat_vectors} in Random123 (D. E. Shaw Research):
   * counter, key, answer.
   */
  private static final int[][] KNOWN = {
    {0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
    {-1, -1, -1, -1, -1, -1, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
    {
      0x243f6a88,
      0x85a308d3,
      0x13198a2e,
      0x03707344,
      0xa4093822,
      0x299f31d0,
      0xd16cfe09,
      0x94fdcceb,
      0x5001e420,
      0x24126ea1
    },
  };

  @Test
  void philoxGivesTheKnownAnswers() {
    for (int[] known : KNOWN) {
      long block = join(known[1], known[0]);
      for (int word = 0; word < 4; word++) {
        assertThat(Philox.word(join(known[5], known[4]), block, known[2], known[3], word))
            .isEqualTo(known[6 + word]);
      }
    }
  }

  @Test
  void theNormalQuantileIsWithinItsBound() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int piece = 0; piece < 32 * RandomValues.PIECES; piece++) {
      int zeros = piece / RandomValues.PIECES;
      int first = RandomValues.PIECES + piece % RandomValues.PIECES;
      for (int sample = 0; sample < 4; sample++) {
        long place = sample == 0 ? 0 : random.nextLong(1L << RandomValues.PLACE_BITS);
        long tail = ((((long) first << RandomValues.PLACE_BITS) | place) >>> zeros) | 1;
        checkQuantile((int) (tail >>> 1), tail);
      }
    }
    for (int u : new int[] {0, 1, 2, 3, 4, 5, 0x7fff_fffe, 0x7fff_ffff}) {
      checkQuantile(u, 2L * u + 1);
    }
  }

  private static void checkQuantile(int u, long tail) {
    BigInteger probability = BigInteger.valueOf(tail).shiftLeft(HighPrecision.PLACES - 33);
    BigInteger quantile = NormalQuantile.upper(probability);
    double value = RandomValues.normal(~u);
    BigInteger error = HighPrecision.fixed(HighPrecision.dyadic(value)).subtract(quantile);
    assertThat(error.bitLength()).as("at %08x", u).isLessThanOrEqualTo(HighPrecision.PLACES - 32);
    assertThat(RandomValues.normal(u)).isEqualTo(-value);
  }

  /** The steps of a piece cannot decrease; so the ends of pieces tell the rest. */
  @Test
  void theNormalQuantileIncreases() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int sample = 0; sample < 100_000; sample++) {
      int end = random.nextInt(8, 16) << RandomValues.PLACE_BITS >>> random.nextInt(32) >>> 1;
      int near = end + random.nextInt(-3, 4);
      int u = sample % 2 == 0 ? near : random.nextInt();
      if (u != -1 && RandomValues.normal(u + 1) <= RandomValues.normal(u)) {
        fail("no increase at %08x", u);
      }
    }
  }

  @Test
  void theQuantilesOfTheTestAreThosePublished() {
    checkPublished(0.25, 0.674489750196082);
    checkPublished(0.001, 3.090232306167814);
    checkPublished(1e-9, 5.997807015007687);
  }

  private static void checkPublished(double tail, double quantile) {
    BigInteger fixed = HighPrecision.fixed(HighPrecision.dyadic(tail));
    double value = NormalQuantile.upper(fixed).shiftRight(HighPrecision.PLACES - 60).doubleValue();
    assertThat(value * 0x1p-60).isCloseTo(quantile, within(1e-14));
  }

  @Test
  void signsAndUniformsAreWhatTheWordSays() {
    assertThat(RandomValues.sign(-1)).isEqualTo(-1);
    assertThat(RandomValues.sign(0x7fff_ffff)).isEqualTo(1);
    assertThat(RandomValues.uniform(0)).isEqualTo(0x1p-33);
    assertThat(RandomValues.uniform(-1)).isEqualTo(1 - 0x1p-33);
    double[] signs = draw(RandomValues::sign, 1);
    assertThat(moment(signs, 1)).isCloseTo(0, within(0.008));
  }

  @Test
  void uniformsHaveTheirMomentsAndDistribution() {
    double[] values = draw(RandomValues::uniform, 2);
    assertThat(moment(values, 1)).isCloseTo(0.5, within(0.0024));
    assertThat(moment(values, 2)).isCloseTo(1.0 / 3, within(0.0024));
    assertThat(distance(values, x -> x)).isLessThan(1.63 / Math.sqrt(COUNT));
  }

  /** Bounds are 4 standard errors; that of Kolmogorov and Smirnov is the 1% point. */
  @Test
  void normalsHaveTheirMomentsTailsAndDistribution() {
    double[] values = draw(RandomValues::normal, 3);
    double error = 4 / Math.sqrt(COUNT);
    assertThat(moment(values, 1)).isCloseTo(0, within(error));
    assertThat(moment(values, 2)).isCloseTo(1, within(error * Math.sqrt(2)));
    assertThat(moment(values, 3)).isCloseTo(0, within(error * Math.sqrt(15)));
    assertThat(moment(values, 4)).isCloseTo(3, within(error * Math.sqrt(96)));
    checkTail(values, 2, 0.0455002638963584);
    checkTail(values, 3, 0.00269979606326019);
    checkTail(values, 4, 6.33424836662398e-05);
    assertThat(distance(values, RandomValuesTest::probabilityBelow))
        .isLessThan(1.63 / Math.sqrt(COUNT));
  }

  private static void checkTail(double[] values, double beyond, double probability) {
    long count = Arrays.stream(values).filter(x -> Math.abs(x) > beyond).count();
    double expected = probability * COUNT;
    assertThat((double) count).isCloseTo(expected, within(4 * Math.sqrt(expected)));
  }

  /** The law of the normal distribution within 1e-7 (Abramowitz and Stegun 26.2.17). */
  private static double probabilityBelow(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double sum =
        ((((1.330274429 * t - 1.821255978) * t + 1.781477937) * t - 0.356563782) * t + 0.31938153)
            * t;
    double tail = sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    return x > 0 ? 1 - tail : tail;
  }

  private static double[] draw(IntToDoubleFunction value, int stream) {
    double[] values = new double[COUNT];
    Arrays.setAll(values, i -> value.applyAsDouble(Philox.word(SEED, stream, 0, i)));
    return values;
  }

  private static double moment(double[] values, int order) {
    double sum = 0;
    for (double value : values) {
      double power = value;
      for (int k = 1; k < order; k++) {
        power *= value;
      }
      sum += power;
    }
    return sum / values.length;
  }

  private static double distance(double[] values, DoubleUnaryOperator law) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double greatest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double below = law.applyAsDouble(sorted[i]);
      double above = (i + 1.0) / sorted.length - below;
      greatest = Math.max(greatest, Math.max(above, below - (double) i / sorted.length));
    }
    return greatest;
  }

  private static long join(int high, int low) {
    return ((long) high << 32) | (low & 0xffff_ffffL);
  }
}
