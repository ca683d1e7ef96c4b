package dev.adamant.target.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.ClockCounts;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The least of what bandwidth and arithmetic allow. */
class RoofTest {

  private static final Roof ROOF = new Roof(100, OptionalDouble.of(50));
  private static final Roof NO_FLOATS = new Roof(200, OptionalDouble.empty());

  /** Operations for 64 bytes, at so many operations in a second. */
  private static Measurement measurement(Workload workload, long operations, double rate) {
    return new Measurement(
        workload,
        DataType.of(Format.POSIT32),
        operations,
        64,
        Spread.of(1e9 / rate),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        ClockCounts.NONE);
  }

  @Test
  void bandwidthBoundsWhatIsLeftOfTheRidge() {
    assertThat(ROOF.at(0.25)).hasValue(25);
    assertThat(ROOF.at(0.5)).hasValue(50);
    assertThat(ROOF.at(64)).hasValue(50);
    assertThat(NO_FLOATS.at(64)).isEmpty();
  }

  @Test
  void measurementsAreFractionsOfIt() {
    assertThat(measurement(Workload.ADD, 16, 5).under(ROOF).fractionOfRoof()).hasValue(0.2);
    assertThat(measurement(Workload.MATRIX_PRODUCT, 128, 5).under(ROOF).fractionOfRoof())
        .hasValue(0.1);
    assertThat(measurement(Workload.ADD, 16, 5).under(NO_FLOATS).fractionOfRoof()).isEmpty();
  }

  @Test
  void whatSurpassesItRaisesIt() {
    assertThat(ROOF.or(new Roof(90, OptionalDouble.of(60))))
        .isEqualTo(new Roof(100, OptionalDouble.of(60)));
    assertThat(ROOF.or(NO_FLOATS)).isEqualTo(NO_FLOATS);
    assertThat(
            ROOF.over(
                List.of(
                    measurement(Workload.MATRIX_PRODUCT, 128, 80),
                    measurement(Workload.ADD, 16, 30))))
        .isEqualTo(new Roof(120, OptionalDouble.of(80)));
  }
}
