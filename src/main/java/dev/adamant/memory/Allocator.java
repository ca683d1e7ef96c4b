package dev.adamant.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a region takes its memory: the host, or a device through its target. One allocator serves
 * one region, which owns it, calls it from one thread at a time, and closes it last.
 */
public interface Allocator extends AutoCloseable {

  /**
   * Where the memory is: {@code host}, or the name of a target such as {@code opencl:0}. Asked
   * once, when the region opens.
   */
  String place();

  /**
   * Memory of all zeros, aligned to {@link Region#ALIGNMENT}, until {@link #close}.
   *
   * @param bytes a multiple of {@link Region#ALIGNMENT}, above 0
   * @return what addresses it: a {@link MemorySegment} where the host can, else a handle of the
   *     target's own
   * @throws MemoryException when there is no room for it; the region adds its name
   */
  Object allocate(long bytes);

  /**
   * Frees everything, also where it throws. Called once, when no {@link #allocate} is under way.
   */
  @Override
  void close();

  /** Gives handles of no memory at all, for {@link Region#onPaper}. */
  static Allocator paper() {
    return new Allocator() {
      @Override
      public String place() {
        return "paper";
      }

      @Override
      public Object allocate(long bytes) {
        return "paper";
      }

      @Override
      public void close() {
        // There is nothing to free.
      }
    };
  }

  /**
   * One shared arena of the host. Its close waits for native calls and input or output that are
   * still using a segment of it.
   */
  static Allocator host() {
    return new Allocator() {
      private static final long RETRY_NANOS = 20_000;

      private final Arena arena = Arena.ofShared();

      @Override
      public String place() {
        return "host";
      }

      @Override
      public MemorySegment allocate(long bytes) {
        try {
          return arena.allocate(bytes, Region.ALIGNMENT);
        } catch (OutOfMemoryError e) {
          throw new MemoryException(
              "the host cannot give "
                  + bytes
                  + " bytes: close other regions, or allow the JVM more with"
                  + " -XX:MaxDirectMemorySize",
              e);
        }
      }

      @Override
      public void close() {
        while (arena.scope().isAlive()) {
          try {
            arena.close();
          } catch (IllegalStateException e) {
            // What keeps the arena is a call that is under way, and says no more when it ends.
            LockSupport.parkNanos(RETRY_NANOS);
          }
        }
      }
    };
  }
}
