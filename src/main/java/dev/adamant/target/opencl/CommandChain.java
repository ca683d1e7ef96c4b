package dev.adamant.target.opencl;

import static dev.adamant.bindings.OpenClException.check;

import dev.adamant.bindings.OpenCl;
import dev.adamant.bindings.OpenClException;
import dev.adamant.bindings.OpenClInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The commands of one piece of work, put into the queue of a session. Every command waits for the
 * one before, so that the failure of one is the failure of all behind it. For one thread at a time;
 * every method throws {@link OpenClException} where the driver refuses.
 */
final class CommandChain implements AutoCloseable {

  private static final int DIMENSIONS = 3;
  private static final long ARGUMENT_BYTES = 32;

  private final Session session;

  /** Cells for what calls take by address. */
  private final Arena arena = Arena.ofShared();

  private final MemorySegment argument = arena.allocate(ARGUMENT_BYTES, ARGUMENT_BYTES);
  private final MemorySegment global = arena.allocate(ValueLayout.JAVA_LONG, DIMENSIONS);
  private final MemorySegment local = arena.allocate(ValueLayout.JAVA_LONG, DIMENSIONS);
  private final MemorySegment zero = arena.allocate(ValueLayout.JAVA_LONG);
  private final MemorySegment last = arena.allocate(ValueLayout.ADDRESS);
  private final MemorySegment next = arena.allocate(ValueLayout.ADDRESS);

  /** Whether there is a command, whose event is in {@link #last}. */
  private boolean begun;

  /**
   * Without commands.
   *
   * @param session which outlives this
   */
  CommandChain(Session session) {
    this.session = session;
  }

  /** Sets an argument of the launches of the kernel that follow; kinds as of {@link Launcher}. */
  void setArgument(MemorySegment kernel, int index, Object value) {
    check("clSetKernelArg", set(kernel, index, value));
  }

  private int set(MemorySegment kernel, int index, Object value) {
    return switch (value) {
      case null -> OpenCl.clSetKernelArg(kernel, index, Long.BYTES, MemorySegment.NULL);
      case DeviceMemory memory -> {
        argument.set(ValueLayout.ADDRESS, 0, memory.handle());
        yield OpenCl.clSetKernelArg(kernel, index, Long.BYTES, argument);
      }
      case Long number -> {
        argument.set(ValueLayout.JAVA_LONG, 0, number);
        yield OpenCl.clSetKernelArg(kernel, index, Long.BYTES, argument);
      }
      case Integer number -> {
        argument.set(ValueLayout.JAVA_INT, 0, number);
        yield OpenCl.clSetKernelArg(kernel, index, Integer.BYTES, argument);
      }
      case Launcher.Long4 four -> {
        argument.setAtIndex(ValueLayout.JAVA_LONG, 0, four.s0());
        argument.setAtIndex(ValueLayout.JAVA_LONG, 1, four.s1());
        argument.setAtIndex(ValueLayout.JAVA_LONG, 2, four.s2());
        argument.setAtIndex(ValueLayout.JAVA_LONG, 3, four.s3());
        yield OpenCl.clSetKernelArg(kernel, index, ARGUMENT_BYTES, argument);
      }
      case Launcher.Local memory ->
          OpenCl.clSetKernelArg(kernel, index, memory.bytes(), MemorySegment.NULL);
      default -> throw new IllegalArgumentException("no argument of a kernel: " + value.getClass());
    };
  }

  /**
   * Runs a kernel.
   *
   * @param globals the NDRange, of at most three lengths
   * @param locals the work-group, as many; null leaves it to the driver
   */
  void launch(MemorySegment kernel, long[] globals, long[] locals) {
    for (int d = 0; d < globals.length; d++) {
      global.setAtIndex(ValueLayout.JAVA_LONG, d, globals[d]);
      local.setAtIndex(ValueLayout.JAVA_LONG, d, locals == null ? 0 : locals[d]);
    }
    enqueued(
        "clEnqueueNDRangeKernel",
        OpenCl.clEnqueueNDRangeKernel(
            session.queue(),
            kernel,
            globals.length,
            MemorySegment.NULL,
            global,
            locals == null ? MemorySegment.NULL : local,
            waits(),
            waitList(),
            next));
  }

  /** Sets bytes of a buffer, at least one, to zero. */
  void clear(DeviceMemory memory, long offset, long bytes) {
    long pattern = (offset | bytes) % Long.BYTES == 0 ? Long.BYTES : 1;
    enqueued(
        "clEnqueueFillBuffer",
        OpenCl.clEnqueueFillBuffer(
            session.queue(),
            memory.handle(),
            zero,
            pattern,
            offset,
            bytes,
            waits(),
            waitList(),
            next));
  }

  /** Copies bytes, at least one, from buffer to buffer. */
  void copy(DeviceMemory to, long toOffset, DeviceMemory from, long fromOffset, long bytes) {
    enqueued(
        "clEnqueueCopyBuffer",
        OpenCl.clEnqueueCopyBuffer(
            session.queue(),
            from.handle(),
            to.handle(),
            fromOffset,
            toOffset,
            bytes,
            waits(),
            waitList(),
            next));
  }

  /** Moves bytes of the host, at least one, to a buffer. */
  void upload(DeviceMemory to, long offset, MemorySegment from) {
    enqueued(
        "clEnqueueWriteBuffer",
        OpenCl.clEnqueueWriteBuffer(
            session.queue(),
            to.handle(),
            OpenCl.CL_FALSE,
            offset,
            from.byteSize(),
            from,
            waits(),
            waitList(),
            next));
  }

  /** Moves bytes of a buffer, at least one, to the host. */
  void download(MemorySegment to, DeviceMemory from, long offset) {
    enqueued(
        "clEnqueueReadBuffer",
        OpenCl.clEnqueueReadBuffer(
            session.queue(),
            from.handle(),
            OpenCl.CL_FALSE,
            offset,
            to.byteSize(),
            to,
            waits(),
            waitList(),
            next));
  }

  /** Waits for the commands so far; throws where one failed. */
  void awaitLast() {
    if (begun) {
      int waited = OpenCl.clWaitForEvents(1, last);
      int state = OpenClInfo.eventState(last.get(ValueLayout.ADDRESS, 0));
      check("the command", Math.min(state, OpenCl.CL_COMPLETE));
      check("clWaitForEvents", waited);
    }
  }

  /** Waits for all commands of the session. */
  void finish() {
    check("clFinish", OpenCl.clFinish(session.queue()));
  }

  /**
   * Hands the commands to the device and begins anew.
   *
   * @return the event of the last one, to be released by the caller; NULL where there is none
   */
  MemorySegment end() {
    if (!begun) {
      return MemorySegment.NULL;
    }
    begun = false;
    OpenCl.clFlush(session.queue()); // Where it fails, waiting for the event says more.
    return last.get(ValueLayout.ADDRESS, 0);
  }

  @Override
  public void close() {
    arena.close();
  }

  private int waits() {
    return begun ? 1 : 0;
  }

  private MemorySegment waitList() {
    return begun ? last : MemorySegment.NULL;
  }

  /** Takes note of a command. */
  private void enqueued(String call, int status) {
    check(call, status);
    if (begun) {
      OpenCl.clReleaseEvent(last.get(ValueLayout.ADDRESS, 0));
    }
    last.set(ValueLayout.ADDRESS, 0, next.get(ValueLayout.ADDRESS, 0));
    begun = true;
  }
}
