package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stochastic gradient descent against exact rational arithmetic, rounded once an operation. */
class SgdTest {

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
  void aStepWorkedByHand() {
    // w − 1/4·g/2: 3 − 0.5 and −1 + 1.25 are numbers of 16 bits.
    try (Updates updates = updates(new Sgd(0, 0), "posit16", 2)) {
      updates.from(3, -1).step(0, 2, 4, -10);
      assertThat(updates.weights()).containsExactly(2.5, 0.25);
      assertThat(updates.bits(0)).isEqualTo(0x4a00);
      assertThat(updates.bits(1)).isEqualTo(0x3000);
    }
  }

  @Test
  void momentumAddsUpSums() {
    // v = 4, 2 + 8, 5; w = −1/4/2·(4 + 10 + 5).
    try (Updates updates = updates(new Sgd(0.5, 0), "posit32", 2)) {
      updates.step(0, 2, 4, 0).step(1, 2, 8, 0).step(2, 2, 0, -8);
      assertThat(updates.state("momentum")).containsExactly(5, -8);
      assertThat(updates.weights()).containsExactly(-2.375, 1);
    }
  }

  @Test
  void decayPullsTowardsZero() {
    // g + λ·n·w = 0 + 1/8·2·4 = 1; w = 4 − 1/4/2·1.
    try (Updates updates = updates(new Sgd(0, 0.125), "bposit32", 2)) {
      assertThat(updates.from(4, -4).step(0, 2, 0, 0).weights()).containsExactly(3.875, -3.875);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posit8", "posit16", "posit32", "bposit16", "bposit32"})
  void everyOperationIsRoundedOnce(String name) {
    OracleArithmetic exact = new OracleArithmetic(Format.parse(name));
    SplittableRandom random = new SplittableRandom(42);
    int count = 40;
    try (Updates updates = updates(new Sgd(0.9, 0.01), name, count)) {
      long[] w = new long[count];
      long[] v = new long[count];
      for (int step = 0; step < 5; step++) {
        double[] sums = random.doubles(count, -9, 9).toArray();
        updates.step(step, 7, sums);
        for (int i = 0; i < count; i++) {
          long decayed = exact.fma(exact.of(0.01 * 7), w[i], exact.of(sums[i]));
          v[i] = exact.fma(exact.of(0.9), v[i], decayed);
          w[i] = exact.fma(exact.of(-0.25 / 7), v[i], w[i]);
          assertThat(updates.bits(i)).as("element %d after step %d", i, step).isEqualTo(w[i]);
        }
      }
    }
  }

  private static Updates updates(Optimizer optimizer, String type, int count) {
    return new Updates(
        target, optimizer, Updates.quarter(), Precision.uniform(DataType.parse(type)), 1, count);
  }
}
