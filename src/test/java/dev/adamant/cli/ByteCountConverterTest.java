package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Counts of bytes on the command line. */
class ByteCountConverterTest {

  @ParameterizedTest
  @CsvSource({"4096,4096", "64K,65536", "4M,4194304", "3G,3221225472"})
  void powersOf1024(String text, long bytes) {
    assertThat(new ByteCountConverter().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "K", "4k", "-1", "1.5M", "1T", "99999999999"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> new ByteCountConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("\"" + text + "\"");
  }
}
