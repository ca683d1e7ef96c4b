package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Chunks, and a disk that is full. */
class TraceWriterTest {

  private static final Happening UNIT =
      new Happening(Happening.Kind.UNIT, "native", 0, "rows", 5000, 7000, 0);

  /** Takes a few bytes at a time, until it is full. */
  private static final class Disk implements WritableByteChannel {
    private final int room;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int last;

    Disk(int room) {
      this.room = room;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      last = from.remaining();
      byte[] some = new byte[Math.min(1000, last)];
      if (taken.size() + some.length > room) {
        throw new IOException("No space left on device");
      }
      from.get(some);
      taken.writeBytes(some);
      return some.length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void chunksAreLargeAndWhole() throws IOException {
    Disk disk = new Disk(Integer.MAX_VALUE);
    int events = 5000;
    int early = 0;
    try (TraceWriter writer = new TraceWriter(disk, 1000)) {
      for (int i = 0; i < events; i++) {
        writer.event(UNIT);
        early += disk.taken.size() == 0 ? 1 : 0;
      }
      writer.end();
    }
    assertThat(early).isBetween(500, events - 1);
    var root = JsonMapper.shared().readTree(disk.taken.toByteArray());
    assertThat(root.get("traceEvents")).hasSize(events + 2);
    assertThat(root.at("/traceEvents/2/ts").asLong()).isEqualTo(4);
    assertThat(root.at("/traceEvents/2/dur").asLong()).isEqualTo(2);
  }

  @Test
  void fullDisk() throws IOException {
    try (TraceWriter writer = new TraceWriter(new Disk(100_000), 0)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 5000; i++) {
                  writer.event(UNIT);
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
    }
  }
}
