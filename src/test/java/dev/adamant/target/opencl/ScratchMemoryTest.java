package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.Accounting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scratch memory is used again, grows, and is counted. */
class ScratchMemoryTest {

  private static final long MIB = 1 << 20;

  private final long before = Accounting.process().liveBytes();
  private final Session session = new Session(Pocl.device());
  private final ScratchMemory scratch = new ScratchMemory(session);
  private final List<Runnable> endings = new ArrayList<>();

  private long live() {
    return Accounting.process().liveBytes() - before;
  }

  @AfterEach
  void close() {
    scratch.close();
    session.release();
    assertThat(live()).isZero();
  }

  @Test
  void theNextPieceOfWorkTakesTheBlocksOfTheOneBefore() {
    DeviceMemory a = scratch.take(5000, endings);
    DeviceMemory b = scratch.take(5000, endings);
    assertThat(a).isNotEqualTo(b);
    assertThat(a.byteSize()).isEqualTo(8192);
    assertThat(live()).isEqualTo(2 * 8192);
    scratch.rewind();
    assertThat(scratch.take(7000, endings)).isIn(a, b);
    assertThat(scratch.take(1, endings)).isIn(a, b);
    assertThat(live()).isEqualTo(2 * 8192);
    assertThat(endings).isEmpty();
  }

  @Test
  void aLargerBlockReplacesOneWhenTheWorkHasEnded() {
    scratch.take(5000, endings);
    scratch.rewind();
    DeviceMemory large = scratch.take(3 * MIB + 1, endings);
    assertThat(large.byteSize()).isBetween(3 * MIB + 1, 4 * MIB);
    assertThat(live()).isEqualTo(8192 + large.byteSize());
    endings.forEach(Runnable::run);
    assertThat(live()).isEqualTo(large.byteSize());
    scratch.rewind();
    assertThat(scratch.take(2 * MIB, endings)).isEqualTo(large);
  }

  @Test
  void aVeryLargeBlockIsNotKept() {
    long bytes =
        Math.min(session.device().memoryBytes() / 15, session.device().traits().maxAllocation());
    scratch.take(bytes, endings);
    assertThat(live()).isGreaterThanOrEqualTo(bytes);
    scratch.rewind();
    endings.forEach(Runnable::run);
    assertThat(live()).isZero();
  }
}
