package dev.adamant.target.opencl;

import static dev.adamant.bindings.OpenClException.check;

import dev.adamant.bindings.OpenCl;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A buffer.
 *
 * @param session whose it is
 * @param handle the driver's
 * @param byteSize its length
 */
record DeviceMemory(Session session, MemorySegment handle, long byteSize)
    implements Launcher.Memory {

  /**
   * A buffer of undefined content.
   *
   * @throws dev.adamant.bindings.OpenClException when the driver refuses
   */
  static DeviceMemory allocate(Session session, long bytes) {
    return create(session, OpenCl.CL_MEM_READ_WRITE, bytes, MemorySegment.NULL);
  }

  /**
   * A buffer whose storage is the host's memory, which must outlive it.
   *
   * @throws dev.adamant.bindings.OpenClException when the driver refuses
   */
  static DeviceMemory over(Session session, MemorySegment host) {
    long flags = OpenCl.CL_MEM_READ_WRITE | OpenCl.CL_MEM_USE_HOST_PTR;
    return create(session, flags, host.byteSize(), host);
  }

  private static DeviceMemory create(Session session, long flags, long bytes, MemorySegment host) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment handle = OpenCl.clCreateBuffer(session.context(), flags, bytes, host, status);
      check("clCreateBuffer", status.get(ValueLayout.JAVA_INT, 0));
      return new DeviceMemory(session, handle, bytes);
    }
  }

  /** Gives it back once the commands that use it have ended. */
  void release() {
    OpenCl.clReleaseMemObject(handle);
  }
}
