package dev.adamant.target.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.number.Format;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** The clocks of a synthesis, as its file has them. */
class ClocksTest {

  private static Clocks read(String text) throws IOException {
    return Clocks.read(new StringReader(text));
  }

  @Test
  void aFormatHasTheClockOfItsLane() throws IOException {
    Clocks clocks = read("# on a board\nposit16=77.5\n");

    assertThat(clocks.hertz(Format.POSIT16)).hasValue(77.5e6);
    assertThat(clocks.hertz(Format.BPOSIT64)).isEmpty();
  }

  @Test
  void whatIsNoClockIsRefused() throws IOException {
    for (String value : new String[] {"fast", "0", "-3", "NaN", "1e999"}) {
      Clocks clocks = read("posit16 = " + value);

      assertThatThrownBy(() -> clocks.hertz(Format.POSIT16))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "clock.properties has " + value + " for posit16: expected MHz, a number above 0");
    }
  }

  @Test
  void thoseOfThisBuildAreClocks() {
    Clocks clocks = Clocks.ofThisBuild();

    assertThat(Format.standard()).anyMatch(format -> clocks.hertz(format).isPresent());
  }
}
