package dev.adamant.target.opencl;

import dev.adamant.bindings.OpenClHandles;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A context of one device with its queues: one for work, in order, and one to clear new memory with
 * while work runs. The target and every region of its memory own it together; it goes with the last
 * of them.
 */
final class Session {

  private final OpenClDevice device;
  private final AtomicLong bytes = new AtomicLong();
  private final Arena arena;
  private final MemorySegment context;
  private final MemorySegment queue;
  private final MemorySegment clearing;
  private int owners = 1;

  /**
   * A session of one owner, who is the caller.
   *
   * @throws dev.adamant.bindings.OpenClException when the driver refuses
   */
  Session(OpenClDevice device) {
    this.device = device;
    Arena handles = Arena.ofShared();
    try {
      context = OpenClHandles.context(handles, device.handle());
      queue = OpenClHandles.queue(handles, context, device.handle(), 0);
      clearing = OpenClHandles.queue(handles, context, device.handle(), 0);
    } catch (RuntimeException | Error e) {
      handles.close();
      throw e;
    }
    arena = handles;
  }

  /** The device. */
  OpenClDevice device() {
    return device;
  }

  /** The context's handle. */
  MemorySegment context() {
    return context;
  }

  /** The handle of the queue for work. */
  MemorySegment queue() {
    return queue;
  }

  /** The handle of the queue that new memory is cleared through. */
  MemorySegment clearing() {
    return clearing;
  }

  /** Bytes of device memory that are in use through this session. */
  AtomicLong bytes() {
    return bytes;
  }

  /** One more owner. */
  synchronized void retain() {
    owners++;
  }

  /** One owner less. */
  synchronized void release() {
    owners--;
    if (owners == 0) {
      arena.close();
    }
  }
}
