package dev.adamant.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OpenClHandlesTest {

  private final List<Long> released = new ArrayList<>();

  @Test
  void handlesAreReleasedOnceTheLastMadeFirst() {
    for (Arena arena : List.of(Arena.ofConfined(), Arena.ofShared())) {
      released.clear();
      for (long address = 1; address <= 3; address++) {
        assertThat(owned(arena, address).address()).isEqualTo(address);
      }
      assertThat(released).isEmpty();
      arena.close();
      assertThat(released).containsExactly(3L, 2L, 1L);
    }
  }

  @Test
  void aHandleCannotBeUsedWhenItsArenaIsClosed() {
    Arena arena = Arena.ofConfined();
    MemorySegment handle = owned(arena, 1);
    arena.close();
    assertThatThrownBy(() -> OpenCl.clFinish(handle)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsMadeForAClosedArenaIsReleased() {
    Arena arena = Arena.ofConfined();
    arena.close();
    assertThatThrownBy(() -> owned(arena, 1)).isInstanceOf(IllegalStateException.class);
    assertThat(released).containsExactly(1L);
  }

  @Test
  void whatIsMadeForAnArenaOfAnotherThreadIsReleased() throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (Arena arena = Arena.ofConfined()) {
      Thread other = new Thread(() -> owned(arena, 1));
      other.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
      other.start();
      other.join();
    }
    assertThat(thrown.get()).isInstanceOf(WrongThreadException.class);
    assertThat(released).containsExactly(1L);
  }

  @Test
  void arenasDoNotShareTheirHandles() {
    try (Arena kept = Arena.ofConfined()) {
      owned(kept, 1);
      try (Arena closed = Arena.ofConfined()) {
        owned(closed, 2);
      }
      assertThat(released).containsExactly(2L);
    }
    assertThat(released).containsExactly(2L, 1L);
  }

  @Test
  void aReleaseThatFailsIsToldWhenTheRestIsReleased() {
    Arena arena = Arena.ofConfined();
    owned(arena, 1);
    OpenClHandles.owned(
        arena, MemorySegment.ofAddress(2), "clReleaseX", raw -> OpenCl.CL_INVALID_VALUE);
    owned(arena, 3);
    assertThatThrownBy(arena::close)
        .isInstanceOf(OpenClException.class)
        .hasMessageStartingWith("clReleaseX returned CL_INVALID_VALUE (-30)");
    assertThat(released).containsExactly(3L, 1L);
  }

  private MemorySegment owned(Arena arena, long address) {
    return OpenClHandles.owned(
        arena,
        MemorySegment.ofAddress(address),
        "clReleaseX",
        raw -> {
          released.add(raw.address());
          return OpenCl.CL_SUCCESS;
        });
  }
}
