package dev.adamant.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenClLeakTest {

  private static final int CYCLES = 1000;
  private static final long BUFFER_BYTES = 1 << 16;

  /** Prints how many kB more are resident after the cycles than before. */
  static final class Cycles {

    private Cycles() {}

    public static void main(String[] arguments) throws IOException {
      MemorySegment device = OpenClInfo.devices(OpenClInfo.platforms().getFirst()).getFirst();
      cycles(device, CYCLES);
      long before = residentKilobytes();
      cycles(device, CYCLES);
      System.out.println(residentKilobytes() - before);
    }

    private static void cycles(MemorySegment device, int count) {
      for (int i = 0; i < count; i++) {
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment context = OpenClHandles.context(arena, device);
          MemorySegment queue = OpenClHandles.queue(arena, context, device, 0);
          MemorySegment buffer =
              OpenClHandles.buffer(
                  arena, context, OpenCl.CL_MEM_READ_WRITE, BUFFER_BYTES, MemorySegment.NULL);
          OpenClHandles.programWithSource(arena, context, "kernel void nothing() {}");
          fill(arena, queue, buffer);
          refused(arena);
        }
      }
    }

    /** So that the buffer takes memory indeed. */
    private static void fill(Arena arena, MemorySegment queue, MemorySegment buffer) {
      MemorySegment none = MemorySegment.NULL;
      MemorySegment zero = arena.allocate(4);
      OpenClException.check(
          "clEnqueueFillBuffer",
          OpenCl.clEnqueueFillBuffer(queue, buffer, zero, 4, 0, BUFFER_BYTES, 0, none, none));
      OpenClException.check("clFinish", OpenCl.clFinish(queue));
    }

    private static void refused(Arena arena) {
      try {
        OpenClHandles.kernel(arena, MemorySegment.NULL, "of no program");
        throw new AssertionError("a kernel of no program");
      } catch (OpenClException e) {
        // As it should: now nothing of it may be left.
      }
    }

    private static long residentKilobytes() throws IOException {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void cyclesDoNotLeak() throws IOException, InterruptedException {
    OpenClDevice.first();
    // A heap that is resident from the beginning, so that only native memory can grow.
    List<String> heap =
        List.of("-Xms32m", "-Xmx32m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch", "-Xint");
    List<String> printed = OpenClProcess.run(Cycles.class, heap, Map.of());
    assertThat(Long.parseLong(printed.getLast()))
        .as("kB more after %d cycles: %s", CYCLES, printed)
        .isLessThan(3 * CYCLES / 2);
  }
}
