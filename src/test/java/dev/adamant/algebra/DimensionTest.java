package dev.adamant.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DimensionTest {

  @Test
  void dimensionsAreAGroup() {
    Dimension force = Dimension.parse("kg m s^-2");
    Dimension length = Dimension.of("m");
    assertThat(force.plus(length)).isEqualTo(Dimension.parse("kg m^2 s^-2"));
    assertThat(force.minus(force)).isEqualTo(Dimension.NONE);
    assertThat(force.minus(force).isNone()).isTrue();
    assertThat(force.plus(Dimension.NONE)).isEqualTo(force);
    assertThat(length.minus(force)).isEqualTo(force.minus(length).times(-1));
    assertThat(force.times(0).isNone()).isTrue();
    assertThat(force.times(2)).isEqualTo(force.plus(force));
    assertThat(force.power("s")).isEqualTo(-2);
    assertThat(force.power("A")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "m", "kg m s^-2", "m^3 s^-2", "m^-1 Ω_load^2"})
  void textReadsBack(String text) {
    assertThat(Dimension.parse(text)).hasToString(text);
    assertThat(Dimension.parse("  " + text + " ").toString()).isEqualTo(text);
  }

  @Test
  void textNeedNotBeInOrderAndAddsUp() {
    assertThat(Dimension.parse("s^-2 m m^2")).hasToString("m^3 s^-2");
    assertThat(Dimension.parse("m m^-1")).isEqualTo(Dimension.NONE);
    assertThat(Dimension.parse("")).isEqualTo(Dimension.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"m^", "m^0.5", "3", "m/s", "m^12345", "m*s", "m 1"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> Dimension.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\" is no dimension, for \"")
        .hasMessageEndingWith("expected units with integer powers, such as m^3 s^-2, or 1");
  }

  @Test
  void powersOfZeroAreLeftOutAndTheMapCannotBeChanged() {
    Dimension length = new Dimension(new TreeMap<>(Map.of("m", 1, "s", 0)));
    assertThat(length).isEqualTo(Dimension.of("m"));
    assertThatThrownBy(() -> length.powers().put("s", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void powersDoNotWrap() {
    Dimension large = Dimension.of("m").times(Integer.MAX_VALUE);
    assertThatThrownBy(() -> large.plus(large)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> large.times(2)).isInstanceOf(ArithmeticException.class);
  }
}
