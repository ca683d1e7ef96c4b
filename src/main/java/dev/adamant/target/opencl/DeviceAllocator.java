package dev.adamant.target.opencl;

import static dev.adamant.bindings.OpenClException.check;

import dev.adamant.bindings.OpenCl;
import dev.adamant.bindings.OpenClException;
import dev.adamant.memory.Allocator;
import dev.adamant.memory.MemoryException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** The memory of a device, for one region. */
final class DeviceAllocator implements Allocator {

  private final Session session;
  private final boolean zeroed;
  private final List<DeviceMemory> blocks = new ArrayList<>();
  private boolean closed;

  /**
   * None so far.
   *
   * @param session whose memory; owned with others until {@link #close}
   * @param zeroed whether memory is cleared, as {@link Allocator#allocate} has it; without, its
   *     content is undefined
   */
  DeviceAllocator(Session session, boolean zeroed) {
    session.retain();
    this.session = session;
    this.zeroed = zeroed;
  }

  @Override
  public String place() {
    return session.device().name();
  }

  @Override
  public DeviceMemory allocate(long bytes) {
    OpenClDevice device = session.device();
    long most = device.traits().maxAllocation();
    if (bytes > most) {
      throw new MemoryException(
          place()
              + " gives at most "
              + most
              + " bytes at once (CL_DEVICE_MAX_MEM_ALLOC_SIZE) and was asked for "
              + bytes
              + ": cut the tensor");
    }
    long before = session.bytes().getAndAdd(bytes);
    DeviceMemory memory = null;
    try {
      if (bytes > device.memoryBytes() - before) {
        throw full(bytes, before, null);
      }
      memory = DeviceMemory.allocate(session, bytes);
      if (zeroed) {
        clear(memory);
      }
      blocks.add(memory);
      return memory;
    } catch (OpenClException e) {
      giveUp(memory, bytes);
      throw full(bytes, before, e);
    } catch (RuntimeException | Error e) {
      giveUp(memory, bytes);
      throw e;
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (DeviceMemory block : blocks) {
      session.bytes().addAndGet(-block.byteSize());
      block.release();
    }
    blocks.clear();
    session.release();
  }

  private void giveUp(DeviceMemory memory, long bytes) {
    session.bytes().addAndGet(-bytes);
    if (memory != null) {
      memory.release();
    }
  }

  /** Waits for the end: a driver that gives memory on its first use says here that it has none. */
  private void clear(DeviceMemory memory) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment zero = arena.allocateFrom(ValueLayout.JAVA_LONG, 0);
      check(
          "clEnqueueFillBuffer",
          OpenCl.clEnqueueFillBuffer(
              session.clearing(),
              memory.handle(),
              zero,
              Long.BYTES,
              0,
              memory.byteSize(),
              0,
              MemorySegment.NULL,
              MemorySegment.NULL));
      check("clFinish", OpenCl.clFinish(session.clearing()));
    }
  }

  private MemoryException full(long bytes, long before, OpenClException cause) {
    return new MemoryException(
        place()
            + " has "
            + session.device().memoryBytes()
            + " bytes of memory (CL_DEVICE_GLOBAL_MEM_SIZE), of which this target uses "
            + before
            + ", and cannot give "
            + bytes
            + " more: close regions or use smaller tensors"
            + (cause == null ? "" : " (" + cause.getMessage() + ")"),
        cause);
  }
}
