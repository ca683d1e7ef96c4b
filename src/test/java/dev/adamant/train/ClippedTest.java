package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients cut to a norm. */
class ClippedTest {

  private static final Sgd PLAIN = new Sgd(0, 0);

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
  void aLongGradientIsCut() {
    // ‖(6, 8)‖ = 10 of 2 samples, the limit is 5/4·2: g/4, and w = −1/4/2·g/4.
    try (Updates updates = updates(new Clipped(PLAIN, 1.25), "posit32", 1, 2)) {
      updates.step(0, 2, 6, 8);
      assertThat(updates.weights()).containsExactly(-6 / 32.0, -8 / 32.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posit8", "posit16", "posit32", "bposit16", "bposit32", "float32"})
  void aShortGradientKeepsItsBits(String type) {
    double[] sums = new SplittableRandom(3).doubles(30, -1, 1).toArray();
    for (Optimizer optimizer :
        new Optimizer[] {PLAIN, new Sgd(0.9, 0.01), new Adam(0.9, 0.99, 1e-6, 0.01)}) {
      try (Updates plain = updates(optimizer, type, 5, 6);
          Updates clipped = updates(new Clipped(optimizer, 100), type, 5, 6)) {
        for (int step = 0; step < 3; step++) {
          plain.step(step, 8, sums);
          clipped.step(step, 8, sums);
        }
        assertThat(clipped.allBits()).isEqualTo(plain.allBits());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posit8", "posit16", "posit32", "bposit16", "bposit32", "float32"})
  void noGradientGivesNoNaR(String type) {
    try (Updates updates = updates(new Clipped(PLAIN, 1e-3), type, 1, 3)) {
      assertThat(updates.from(1, 0, -1).step(0, 4, 0, 0, 0).weights()).containsExactly(1, 0, -1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posit8", "posit16", "posit32", "bposit16", "bposit32"})
  void theNormIsOneExactSum(String type) {
    OracleArithmetic exact = new OracleArithmetic(Format.parse(type));
    int count = 300;
    double[] sums = new SplittableRandom(9).doubles(count, -3, 3).toArray();
    sums[7] = 4096;
    long[] g = Arrays.stream(sums).mapToLong(exact::of).toArray();
    long most = exact.of(0.7 * 4);
    long norm = exact.root(exact.squares(g));
    long factor = exact.divide(most, Math.max(norm, most));
    assertThat(factor).isLessThan(exact.of(1));
    try (Updates updates = updates(new Clipped(PLAIN, 0.7), type, 20, 15)) {
      updates.step(0, 4, sums);
      for (int i = 0; i < count; i++) {
        long step = exact.fma(exact.of(-0.25 / 4), exact.multiply(g[i], factor), 0);
        assertThat(updates.bits(i)).as("element %d", i).isEqualTo(step);
      }
    }
  }

  @Test
  void theNormIsThatOfAllRowsTogether() {
    int count = 90 * 70;
    double[] sums = new double[count];
    Arrays.fill(sums, 1);
    try (Updates updates = updates(new Clipped(PLAIN, 1), "bposit32", 90, 70)) {
      double[] weights = updates.step(0, 1, sums).weights();
      double norm = Math.sqrt(Arrays.stream(weights).map(w -> w * w).sum());
      assertThat(norm).isCloseTo(0.25, within(1e-5));
      assertThat(Arrays.stream(weights).distinct()).hasSize(1);
    }
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatThrownBy(() -> new Clipped(PLAIN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cut to 0.0");
  }

  private static Updates updates(Optimizer optimizer, String type, int rows, int columns) {
    return new Updates(
        target,
        optimizer,
        Updates.quarter(),
        Precision.uniform(DataType.parse(type)),
        rows,
        columns);
  }
}
