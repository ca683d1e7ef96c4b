package dev.adamant.target.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Finds out whether a buffer over memory of the host is that memory: whether kernels see what the
 * host has written since, and the host what kernels write, with no call between.
 */
final class SharedMemoryProbe {

  private static final int WORDS = 1024;
  private static final int ROUNDS = 3;
  private static final Launcher.Program PROGRAM = new Launcher.Program("probe", null);

  private SharedMemoryProbe() {}

  /**
   * Tries it.
   *
   * @throws dev.adamant.target.TargetException when the kernel fails
   */
  static boolean holds(LaunchQueue queue, Session session) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(4L * WORDS, 64);
      DeviceMemory memory = DeviceMemory.over(session, host);
      try {
        for (int round = 0; round < ROUNDS; round++) {
          if (!holds(queue, session, host, memory, round)) {
            return false;
          }
        }
        return true;
      } finally {
        queue.chain().finish();
        memory.release();
      }
    }
  }

  /** Every word w becomes 3·w + i. */
  private static boolean holds(
      LaunchQueue queue, Session session, MemorySegment host, DeviceMemory memory, int round) {
    for (int i = 0; i < WORDS; i++) {
      host.setAtIndex(ValueLayout.JAVA_INT, i, word(round, i));
    }
    queue.begin();
    queue.launch(PROGRAM, "probe", new long[] {WORDS}, new long[] {64}, memory);
    new OpenClEvent(session.device().name(), "probe", queue.end(), List.of()).await();
    for (int i = 0; i < WORDS; i++) {
      if (host.getAtIndex(ValueLayout.JAVA_INT, i) != 3 * word(round, i) + i) {
        return false;
      }
    }
    return true;
  }

  private static int word(int round, int i) {
    return 0x9e3779b9 * (WORDS * round + i + 1);
  }
}
