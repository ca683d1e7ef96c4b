package dev.adamant.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The releases that are due when one arena closes, the last made first. An arena itself runs its
 * cleanup actions in no order that is specified, and a confined one of JDK 25 runs the first made
 * first: so whichever runs first has all releases done.
 */
final class OpenClReleases {

  /** Weak, for the arenas that the garbage collector closes: a release must not know its arena. */
  private static final Map<MemorySegment.Scope, OpenClReleases> OF_ARENAS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Deque<Runnable> due = new ArrayDeque<>();

  private OpenClReleases() {}

  /**
   * Ties a handle to an arena.
   *
   * @param release releases it; may throw
   * @return the handle, in the scope of the arena
   * @throws IllegalStateException if the arena is closed; the handle is released then
   * @throws WrongThreadException if the arena is another thread's; the handle is released then
   */
  @SuppressWarnings("restricted")
  static MemorySegment tie(Arena arena, MemorySegment handle, Runnable release) {
    OpenClReleases releases =
        OF_ARENAS.computeIfAbsent(arena.scope(), scope -> new OpenClReleases());
    releases.add(release);
    try {
      return handle.reinterpret(arena, raw -> releases.run());
    } catch (IllegalStateException | WrongThreadException e) {
      if (releases.remove(release)) {
        release.run();
      }
      throw e;
    }
  }

  private synchronized void add(Runnable release) {
    due.push(release);
  }

  private synchronized boolean remove(Runnable release) {
    return due.remove(release);
  }

  private synchronized Runnable next() {
    return due.poll();
  }

  /** Every release, then the first exception that one of them threw, with the others in it. */
  private void run() {
    RuntimeException thrown = null;
    for (Runnable release = next(); release != null; release = next()) {
      try {
        release.run();
      } catch (RuntimeException e) {
        if (thrown == null) {
          thrown = e;
        } else {
          thrown.addSuppressed(e);
        }
      }
    }
    if (thrown != null) {
      throw thrown;
    }
  }
}
