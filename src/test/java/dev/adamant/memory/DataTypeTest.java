package dev.adamant.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.number.Format;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "posit3 | POSIT | 1",
        "posit8 | POSIT | 1",
        "posit9 | POSIT | 2",
        "bposit16 | POSIT | 2",
        "posit<24,6,5> | POSIT | 4",
        "posit33 | POSIT | 8",
        "bposit64 | POSIT | 8",
        "quire(posit8) | QUIRE | 16",
        "quire(bposit16) | QUIRE | 104",
        "float32 | IEEE | 4",
        "float64 | IEEE | 8"
      })
  void namesAreReadAndWritten(String name, DataType.Kind kind, int bytes) {
    DataType type = DataType.parse(name);

    assertThat(type.kind()).isEqualTo(kind);
    assertThat(type.byteSize()).isEqualTo(bytes);
    assertThat(type).hasToString(name);
    assertThat(type).isEqualTo(DataType.parse(type.name()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "float16", "quire(float32)", "quire(posit8", "posit2", "Posit8"})
  void otherNamesAreRefusedWithThoseThatThereAre(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataType.parse(name))
        .withMessageStartingWith(
            "no element type \"" + name + "\": float32, float64, quire(FORMAT) or FORMAT; ");
  }

  @Test
  void partsThatDoNotAgreeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataType(DataType.Kind.POSIT, Format.POSIT16, 4))
        .withMessage("an element of kind POSIT has 2 bytes, not 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataType(DataType.Kind.IEEE, null, 2))
        .withMessage("an element of kind IEEE has 8 bytes, not 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataType(DataType.Kind.IEEE, Format.POSIT32, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataType(DataType.Kind.QUIRE, null, 16));
  }

  @Test
  void elementsAreLittleEndianAndOutOfBoundsIsAnError() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(17).asSlice(1);
      for (int bytes : new int[] {1, 2, 4, 8}) {
        int above = 64 - 8 * bytes;
        long value = 0x8877_6655_4433_2291L << above >> above;
        Elements.set(segment, bytes, 1, value);
        assertThat(Elements.get(segment, bytes, 1)).isEqualTo(value);
        assertThat(segment.get(ValueLayout.JAVA_BYTE, bytes)).isEqualTo((byte) 0x91);
        for (long index : new long[] {-1, 16 / bytes, 1L << 62, 1L << 61, Long.MIN_VALUE}) {
          assertThatThrownBy(() -> Elements.get(segment, bytes, index))
              .isInstanceOf(IndexOutOfBoundsException.class);
          assertThatThrownBy(() -> Elements.set(segment, bytes, index, 1))
              .isInstanceOf(IndexOutOfBoundsException.class);
        }
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Elements.get(segment, 3, 0))
          .withMessage("an element has 3 bytes, must be 1, 2, 4 or 8");
    }
  }
}
