package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Adam against its definition in doubles, and against exact rational arithmetic rounded once. */
class AdamTest {

  private static final Adam USUAL = new Adam(0.9, 0.999, 1e-8, 0);

  private static Target target;

  @BeforeAll
  static void open() {
    target = Targets.open("native");
  }

  @AfterAll
  static void close() {
    target.close();
  }

  @Test
  void theFirstStepIsTheLearningRateWhateverTheGradient() {
    // m = g, v = g², g/(|g| + ε·n) = ±1 to 16 bits: 3 − 1/4 and 3 + 1/4.
    Adam adam = new Adam(0.5, 0.5, 0x1p-20, 0);
    try (Updates updates = updates(adam, "posit16", 2)) {
      updates.from(3, 3).step(0, 2, 2, -0.5);
      assertThat(updates.weights()).containsExactly(2.75, 3.25);
      assertThat(updates.bits(0)).isEqualTo(0x4b00);
      assertThat(updates.state("mean")).containsExactly(2, -0.5);
      assertThat(updates.state("square")).containsExactly(4, 0.25);
    }
  }

  /** The paper's algorithm: means of means, corrected, in doubles. */
  @ParameterizedTest
  @CsvSource({
    "posit32, 0, 2e-6",
    "bposit32, 0.01, 2e-6",
    "float32, 0.01, 2e-5",
    "posit16, 0.01, 0.04"
  })
  void followsTheDefinition(String type, double decay, double tolerance) {
    int samples = 32;
    int count = 50;
    SplittableRandom random = new SplittableRandom(11);
    double[] w = random.doubles(count, -1, 1).toArray();
    double[] m = new double[count];
    double[] v = new double[count];
    LearningRate schedule = new LearningRate(0.01, "cosine", 10, 200);
    Adam adam = new Adam(0.9, 0.99, 1e-3, decay);
    try (Updates updates =
        new Updates(target, adam, schedule, Precision.uniform(DataType.parse(type)), 1, count)) {
      updates.from(w);
      for (int t = 1; t <= 200; t++) {
        double[] sums = random.doubles(count, -0.1 * samples, 0.08 * samples).toArray();
        updates.step(t - 1, samples, sums);
        double rate = schedule.at(t - 1);
        for (int i = 0; i < count; i++) {
          double g = sums[i] / samples;
          m[i] = 0.9 * m[i] + 0.1 * g;
          v[i] = 0.99 * v[i] + 0.01 * g * g;
          double corrected = m[i] / (1 - Math.pow(0.9, t));
          double root = Math.sqrt(v[i] / (1 - Math.pow(0.99, t)));
          w[i] = w[i] - rate * decay * w[i] - rate * corrected / (root + 1e-3);
        }
      }
      assertThat(updates.weights()).containsExactly(w, within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posit8", "posit16", "posit32", "bposit16", "bposit32"})
  void everyOperationIsRoundedOnce(String type) {
    OracleArithmetic exact = new OracleArithmetic(Format.parse(type));
    SplittableRandom random = new SplittableRandom(42);
    Adam adam = new Adam(0.9, 0.999, 1e-4, 0.01);
    int count = 40;
    long[] w = new long[count];
    long[] m = new long[count];
    long[] v = new long[count];
    try (Updates updates = updates(adam, type, count)) {
      for (int step = 0; step < 4; step++) {
        double[] sums = random.doubles(count, -9, 9).toArray();
        sums[step] = 0;
        updates.step(step, 7, sums);
        double[] scalars = adam.scalars(0.25, step, 7);
        for (int i = 0; i < count; i++) {
          long g = sums[i] == 0 ? 0 : exact.of(sums[i]);
          m[i] = exact.fma(exact.of(0.9), m[i], g);
          v[i] = exact.fma(g, g, exact.multiply(v[i], exact.of(0.999)));
          w[i] = exact.fma(exact.of(-0.25 * 0.01), w[i], w[i]);
          long divisor = exact.add(exact.root(v[i]), exact.of(scalars[4]));
          w[i] = exact.fma(exact.of(scalars[0]), exact.divide(m[i], divisor), w[i]);
          assertThat(updates.bits(i)).as("element %d after step %d", i, step).isEqualTo(w[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posit8", "posit16", "posit32", "bposit16", "bposit32", "float32"})
  void whatHasNoGradientStays(String type) {
    for (double epsilon : new double[] {1e-8, 1e-300}) {
      try (Updates updates = updates(new Adam(0.9, 0.999, epsilon, 0), type, 3)) {
        updates.from(0.5, 0, -2);
        for (int step = 0; step < 20; step++) {
          updates.step(step, 32, 0, 0, 0);
        }
        assertThat(updates.weights()).containsExactly(0.5, 0, -2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posit8", "posit16", "bposit16", "bposit32"})
  void theGreatestAndLeastGradientsGiveNumbers(String type) {
    Format format = Format.parse(type);
    double[] sums = {Math.scalb(1.0, format.maxScale()), Math.scalb(1.0, format.minScale()), 0, -1};
    try (Updates updates = updates(USUAL, type, sums.length)) {
      for (int step = 0; step < 6; step++) {
        updates.step(step, 32, step % 2 == 0 ? sums : new double[sums.length]);
      }
      assertThat(Arrays.stream(updates.weights()).anyMatch(Double::isNaN)).isFalse();
    }
  }

  @Test
  void decayIsDecoupledFromTheGradient() {
    // w·(1 − 1/4·1/8) a step, exactly, twice.
    try (Updates updates = updates(new Adam(0.9, 0.999, 1e-8, 0.125), "posit32", 2)) {
      updates.from(32 * 32, -32 * 32).step(0, 7, 0, 0).step(1, 7, 0, 0);
      assertThat(updates.weights()).containsExactly(31 * 31, -31 * 31);
    }
  }

  private static Updates updates(Optimizer optimizer, String type, int count) {
    return new Updates(
        target, optimizer, Updates.quarter(), Precision.uniform(DataType.parse(type)), 1, count);
  }
}
