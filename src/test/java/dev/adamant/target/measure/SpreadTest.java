package dev.adamant.target.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Medians and quartiles. */
class SpreadTest {

  @Test
  void quartilesLieBetweenSamples() {
    assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(2.5, 1.75, 3.25, 1, 4));
    assertThat(Spread.of(5, 1, 3, 2, 4)).isEqualTo(new Spread(3, 2, 4, 1, 5));
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7, 7, 1));
  }

  @Test
  void theSamplesKeepTheirOrder() {
    double[] samples = {3, 1, 2};
    Spread.of(samples);

    assertThat(samples).containsExactly(3, 1, 2);
  }

  @Test
  void scalesAndLessens() {
    assertThat(Spread.of(1, 2, 3).times(10)).isEqualTo(new Spread(20, 15, 25, 10, 3));
    assertThat(Spread.of(1, 2, 3).minus(1.25)).isEqualTo(new Spread(0.75, 0.25, 1.25, 0, 3));
  }

  @Test
  void noSamplesAreRefused() {
    assertThatThrownBy(Spread::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no samples");
  }
}
