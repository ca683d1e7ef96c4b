package dev.adamant.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.DataType;
import dev.adamant.train.Method;
import dev.adamant.train.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods and formats as options name them, and what is made of repeated measurements. */
class RecipeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "local:2",
        "backprop",
        "local-activity",
        "weight-perturbation:projection"
      })
  void aNameIsReadAndWritten(String name) {
    assertThat(Recipe.parse(name).name()).isEqualTo(name);
  }

  @Test
  void onlyRandomMethodsHaveTangents() {
    assertThat(Recipe.parse("local").withTangents(List.of(1, 4))).hasSize(1);
    assertThat(Recipe.parse("activity-perturbation").withTangents(List.of(1, 4)))
        .extracting(Recipe::tangentsText)
        .containsExactly("1", "4");
  }

  @Test
  void whatThereIsNotIsNamed() {
    assertThatThrownBy(() -> Recipe.parse("magic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("magic");
    assertThatThrownBy(() -> Recipe.parse("local:x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"x\"");
    assertThatThrownBy(() -> Precisions.parse("posit8/posit8/posit8/posit8/posit8"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 formats");
  }

  @Test
  void laterFormatsFollowTheStorage() {
    DataType posit8 = DataType.parse("posit8");
    DataType posit16 = DataType.parse("posit16");
    DataType bposit32 = DataType.parse("bposit32");
    assertThat(Precisions.parse("posit8")).isEqualTo(Precision.uniform(posit8));
    assertThat(Precisions.parse("posit8/posit16"))
        .isEqualTo(new Precision(posit8, posit16, posit16, posit16));
    assertThat(Precisions.parse("posit8/bposit32/posit16"))
        .isEqualTo(new Precision(posit8, bposit32, posit16, bposit32));
  }

  @Test
  void theSearchClimbsToTheBestOfAGrid() {
    List<Double> grid = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0);
    for (double best : grid) {
      assertThat(RateSearch.best(grid, rate -> -Math.abs(rate - best))).isEqualTo(best);
    }
    assertThat(RateSearch.best(List.of(0.1), rate -> -1)).isEqualTo(0.1);
  }

  @Test
  void theDeviationIsThatOfASample() {
    assertThat(Summary.of(0.9, 0.92, 0.94).percent()).isEqualTo("92.0 ± 2.0");
    assertThat(Summary.of(0.5)).isEqualTo(new Summary(0.5, 0));
    assertThat(Recipe.parse("exact").method()).isEqualTo(Method.EXACT);
  }
}
