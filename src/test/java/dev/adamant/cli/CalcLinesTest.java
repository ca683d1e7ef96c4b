package dev.adamant.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of every length come out whole, however the stream hands over its bytes. */
class CalcLinesTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 4096, 65535, 65536, 65537, 1 << 20})
  void givesTheLinesOfAStreamThatHandsOverBlocks(int block) throws Exception {
    List<String> lines =
        IntStream.of(0, 1, 5, 0, 70_000, 3, 65_535, 65_536, 65_537, 0, 140_000, 9)
            .mapToObj(length -> "abcdefg".repeat(length / 7 + 1).substring(0, length))
            .toList();

    assertThat(read(String.join("\n", lines) + "\n", block)).isEqualTo(lines);
    assertThat(read(String.join("\n", lines), block)).isEqualTo(lines);
  }

  @Test
  void anEmptyStreamHasNoLine() throws Exception {
    assertThat(read("", 10)).isEmpty();
    assertThat(read("\n", 10)).containsExactly("");
    assertThat(read("\n\n", 10)).containsExactly("", "");
  }

  @Test
  void countsLinesAndSaysWhetherTheNextIsThere() throws Exception {
    CalcLines lines = new CalcLines(new Blocks("a\nb\nc", 4));

    assertThat(lines.ready()).isFalse();
    assertThat(lines.next()).isTrue();
    assertThat(lines.number()).isEqualTo(1);
    assertThat(lines.ready()).isTrue();
    assertThat(lines.next()).isTrue();
    assertThat(lines.number()).isEqualTo(2);
    assertThat(lines.ready()).isFalse();
    assertThat(lines.next()).isTrue();
    assertThat(lines.number()).isEqualTo(3);
    assertThat(lines.next()).isFalse();
  }

  @Test
  void aLineWithoutEndIsRefused() throws Exception {
    CalcLines lines = new CalcLines(new Blocks("ok\n" + "x".repeat(200_000), 1000), 100_000);

    assertThat(lines.next()).isTrue();
    assertThatThrownBy(lines::next)
        .isInstanceOf(CalcMalformedLineException.class)
        .hasMessageContainingAll("line 2", "100000 bytes");
  }

  private static List<String> read(String text, int block) throws Exception {
    CalcLines lines = new CalcLines(new Blocks(text, block));
    List<String> read = new ArrayList<>();
    while (lines.next()) {
      read.add(new String(lines.bytes(), lines.start(), lines.end() - lines.start(), UTF_8));
    }
    return read;
  }

  /** Hands over at most {@code block} bytes a read. */
  private static final class Blocks extends InputStream {
    private final InputStream bytes;
    private final int block;

    Blocks(String text, int block) {
      this.bytes = new ByteArrayInputStream(text.getBytes(UTF_8));
      this.block = block;
    }

    @Override
    public int read() throws IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return bytes.read(buffer, offset, Math.min(length, block));
    }
  }
}
