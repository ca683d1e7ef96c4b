package dev.adamant.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told of counts of a clock. */
class ClockCountsTest {

  private static final ClockCounts BEFORE = new ClockCounts(10, 8, 1, 2, 20, 10, 0);
  private static final ClockCounts AFTER = new ClockCounts(110, 158, 6, 4, 220, 10, 1e-6);

  @Test
  void theDifferenceIsWhatWorkTook() {
    ClockCounts took = AFTER.since(BEFORE);

    assertThat(took).isEqualTo(new ClockCounts(100, 150, 5, 2, 200, 0, 1e-6));
    assertThat(took.utilisation()).isEqualTo(0.75);
    assertThat(took.cyclesPerMultiplyAdd()).isEqualTo(100.0 / 150);
    assertThat(took.multiplyAddsPerSecond()).isEqualTo(150 / 1e-6);
    assertThat(BEFORE.plus(took)).isEqualTo(AFTER);
  }

  @Test
  void withoutAllClocksThereIsNoRate() {
    assertThat(AFTER.multiplyAddsPerSecond()).isNaN();
    assertThat(ClockCounts.NONE.multiplyAddsPerSecond()).isNaN();
    assertThat(ClockCounts.NONE.utilisation()).isNaN();
  }
}
