package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learning rates over the steps of a job. */
class LearningRateTest {

  private static final int WARMUP = 4;
  private static final int STEPS = 20;

  @ParameterizedTest
  @ValueSource(strings = {"constant", "linear", "cosine"})
  void risesFromAboveZeroToTheGreatest(String schedule) {
    LearningRate rate = new LearningRate(2, schedule, WARMUP, STEPS);
    assertThat(rate.at(0)).isEqualTo(0.4);
    assertThat(rate.at(1)).isEqualTo(0.8);
    assertThat(rate.at(3)).isEqualTo(1.6);
    assertThat(rate.at(4)).isEqualTo(2);
  }

  @Test
  void constantStays() {
    LearningRate rate = new LearningRate(2, "constant", WARMUP, STEPS);
    for (int step = WARMUP; step < STEPS; step++) {
      assertThat(rate.at(step)).isEqualTo(2);
    }
  }

  @Test
  void linearFallsByEqualSteps() {
    LearningRate rate = new LearningRate(2, "linear", WARMUP, STEPS);
    for (int step = WARMUP; step < STEPS; step++) {
      assertThat(rate.at(step)).isCloseTo(2 * (STEPS - step) / 16.0, within(1e-15));
    }
    assertThat(rate.at(STEPS)).isZero();
  }

  @Test
  void cosineFallsAsHalfAWave() {
    LearningRate rate = new LearningRate(2, "cosine", WARMUP, STEPS);
    assertThat(rate.at(8)).isCloseTo(1 + Math.sqrt(0.5), within(1e-15));
    assertThat(rate.at(12)).isCloseTo(1, within(1e-15));
    assertThat(rate.at(16)).isCloseTo(1 - Math.sqrt(0.5), within(1e-15));
    assertThat(rate.at(STEPS)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant", "linear", "cosine"})
  void aWarmUpLongerThanTheJobOnlyRises(String schedule) {
    LearningRate rate = new LearningRate(1, schedule, 99, 5);
    for (int step = 0; step < 5; step++) {
      assertThat(rate.at(step)).isEqualTo((step + 1) / 100.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "cosine"})
  void oneStepIsMadeAtTheGreatest(String schedule) {
    assertThat(new LearningRate(3, schedule, 0, 1).at(0)).isEqualTo(3);
  }
}
