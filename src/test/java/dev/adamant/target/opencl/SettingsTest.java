package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What system properties decide. */
class SettingsTest {

  private static Settings of(String name, String value) {
    return Settings.of(Map.of(name, value, "adamant.cache", "/tmp/cache")::get);
  }

  @Test
  void eachPropertyDecidesOneThing() {
    Settings none = of("unrelated", "x");
    assertThat(none.route()).isNull();
    assertThat(none.deviceMemory()).isFalse();
    assertThat(none.cacheFolder()).hasToString("/tmp/cache/opencl");
    assertThat(of("adamant.opencl.route", "source").route()).isEqualTo("source");
    assertThat(of("adamant.opencl.memory", "device").deviceMemory()).isTrue();
    assertThat(of("adamant.opencl.cache", "on").keepsBinaries(Pocl.device())).isTrue();
    assertThat(of("adamant.opencl.cache", "off").keepsBinaries(Pocl.device())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "adamant.opencl.route, vulkan, 'il, spir, source'",
    "adamant.opencl.memory, shared, device",
    "adamant.opencl.cache, no, 'on, off'"
  })
  void aValueThatIsNotUnderstoodIsRefused(String name, String value, String known) {
    assertThatThrownBy(() -> of(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-D" + name + "=" + value)
        .hasMessageContaining("write " + known);
  }
}
