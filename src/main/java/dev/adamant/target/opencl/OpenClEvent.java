package dev.adamant.target.opencl;

import dev.adamant.bindings.OpenCl;
import dev.adamant.bindings.OpenClException;
import dev.adamant.target.Event;
import dev.adamant.target.TargetException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The end of a piece of work on a device. Whoever learns of it first, of those that wait and the
 * {@link Reaper}, gives back what the work held.
 */
final class OpenClEvent implements Event {

  /**
   * How long a waiting thread looks by itself before it sleeps: short work ends within, and to be
   * woken costs more than to look (PoCL: 60 µs against 200 µs for an empty kernel).
   */
  private static final long SPIN_NANOS = 200_000;

  /** Where a thread asks a driver: an array of one handle, and a status. */
  private static final ThreadLocal<MemorySegment> CELL =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(16, 8));

  private final String target;
  private final String what;
  private final List<Runnable> endings;

  /** The driver's event; null when the work has ended. Guarded by this, as the two below. */
  private MemorySegment handle;

  private int users = 1;
  private OpenClException failure;
  private volatile boolean done;

  /**
   * The end of work under way.
   *
   * @param target its name, for messages
   * @param what the kind of work, for messages
   * @param handle of the driver's event, which this releases; NULL where there was nothing to do
   * @param endings what to do then, in this order; they throw nothing
   */
  OpenClEvent(String target, String what, MemorySegment handle, List<Runnable> endings) {
    this.target = target;
    this.what = what;
    this.handle = handle;
    this.endings = endings;
    if (handle.address() == 0) {
      end(null);
    }
  }

  /** Whether the end was seen; asks no driver. */
  boolean isEnded() {
    return done;
  }

  @Override
  public boolean isDone() {
    MemorySegment event = acquire();
    if (event == null) {
      return true;
    }
    try {
      MemorySegment cell = CELL.get();
      int status = status(event, cell);
      if (status > OpenCl.CL_COMPLETE) {
        return false;
      }
      end(failure(event, cell));
      return true;
    } finally {
      release(event);
    }
  }

  @Override
  public void await() {
    awaitEnd(SPIN_NANOS);
    OpenClException cause;
    synchronized (this) {
      cause = failure;
    }
    if (cause != null) {
      throw new TargetException(
          target,
          what + " failed on the device, so its result is undefined: " + cause.getMessage(),
          cause);
    }
  }

  /** Waits for the end, good or bad, looking for so long before it sleeps. */
  void awaitEnd(long spinNanos) {
    MemorySegment event = acquire();
    if (event == null) {
      return;
    }
    try {
      MemorySegment cell = CELL.get();
      spin(event, cell, spinNanos);
      end(failure(event, cell));
    } finally {
      release(event);
    }
  }

  private static void spin(MemorySegment event, MemorySegment cell, long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos && status(event, cell) > OpenCl.CL_COMPLETE) {
      Thread.onSpinWait();
    }
  }

  /** Waits, also where the state is known: only waiting makes results visible. Null if all well. */
  private static OpenClException failure(MemorySegment event, MemorySegment cell) {
    cell.set(ValueLayout.ADDRESS, 0, event);
    int waited = OpenCl.clWaitForEvents(1, cell);
    int status = status(event, cell);
    if (status < 0) {
      return new OpenClException("the command", status);
    }
    return waited == OpenCl.CL_SUCCESS ? null : new OpenClException("clWaitForEvents", waited);
  }

  /** The state of the command, negative where it failed. */
  private static int status(MemorySegment event, MemorySegment cell) {
    int asked =
        OpenCl.clGetEventInfo(
            event,
            OpenCl.CL_EVENT_COMMAND_EXECUTION_STATUS,
            Integer.BYTES,
            cell.asSlice(8, Integer.BYTES),
            MemorySegment.NULL);
    return asked == OpenCl.CL_SUCCESS ? cell.get(ValueLayout.JAVA_INT, 8) : asked;
  }

  /** The handle, kept for the caller until {@link #release}; null when the work has ended. */
  private synchronized MemorySegment acquire() {
    if (done) {
      return null;
    }
    users++;
    return handle;
  }

  private void release(MemorySegment event) {
    boolean last;
    synchronized (this) {
      users--;
      last = users == 0;
    }
    if (last) {
      OpenCl.clReleaseEvent(event);
    }
  }

  private void end(OpenClException cause) {
    MemorySegment event;
    synchronized (this) {
      if (done) {
        return;
      }
      failure = cause;
      done = true;
      event = handle;
      handle = null;
    }
    endings.forEach(Runnable::run);
    if (event.address() != 0) {
      release(event);
    }
  }
}
