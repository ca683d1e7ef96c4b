package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The part of {@link OpenCl} about command queues, their commands and events. */
abstract sealed class OpenClCommands extends OpenClConstants permits OpenCl {

  private static final FunctionDescriptor OF_HANDLE = FunctionDescriptor.of(JAVA_INT, ADDRESS);

  private static final FunctionDescriptor INFO =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);

  private static final FunctionDescriptor TRANSFER =
      FunctionDescriptor.of(
          JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS,
          ADDRESS);

  private static final MethodHandle CREATE_COMMAND_QUEUE =
      handle(
          "clCreateCommandQueue",
          FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));

  private static final MethodHandle CREATE_COMMAND_QUEUE_WITH_PROPERTIES =
      handle(
          "clCreateCommandQueueWithProperties",
          FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle RELEASE_COMMAND_QUEUE =
      handle("clReleaseCommandQueue", OF_HANDLE);

  private static final MethodHandle ENQUEUE_ND_RANGE_KERNEL =
      handle(
          "clEnqueueNDRangeKernel",
          FunctionDescriptor.of(
              JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS,
              ADDRESS));

  private static final MethodHandle ENQUEUE_READ_BUFFER = handle("clEnqueueReadBuffer", TRANSFER);

  private static final MethodHandle ENQUEUE_WRITE_BUFFER = handle("clEnqueueWriteBuffer", TRANSFER);

  private static final MethodHandle ENQUEUE_COPY_BUFFER =
      handle(
          "clEnqueueCopyBuffer",
          FunctionDescriptor.of(
              JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT,
              ADDRESS, ADDRESS));

  private static final MethodHandle ENQUEUE_FILL_BUFFER =
      handle(
          "clEnqueueFillBuffer",
          FunctionDescriptor.of(
              JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT,
              ADDRESS, ADDRESS));

  private static final MethodHandle ENQUEUE_MAP_BUFFER =
      handle(
          "clEnqueueMapBuffer",
          FunctionDescriptor.of(
              ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT,
              ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle ENQUEUE_UNMAP_MEM_OBJECT =
      handle(
          "clEnqueueUnmapMemObject",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle ENQUEUE_MARKER_WITH_WAIT_LIST =
      handle(
          "clEnqueueMarkerWithWaitList",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle FLUSH = handle("clFlush", OF_HANDLE);

  private static final MethodHandle FINISH = handle("clFinish", OF_HANDLE);

  private static final MethodHandle WAIT_FOR_EVENTS =
      handle("clWaitForEvents", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

  private static final MethodHandle GET_EVENT_INFO = handle("clGetEventInfo", INFO);

  private static final MethodHandle GET_EVENT_PROFILING_INFO =
      handle("clGetEventProfilingInfo", INFO);

  private static final MethodHandle SET_EVENT_CALLBACK =
      handle(
          "clSetEventCallback",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle CREATE_USER_EVENT =
      handle("clCreateUserEvent", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle SET_USER_EVENT_STATUS =
      handle("clSetUserEventStatus", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

  private static final MethodHandle RETAIN_EVENT = handle("clRetainEvent", OF_HANDLE);

  private static final MethodHandle RELEASE_EVENT = handle("clReleaseEvent", OF_HANDLE);

  OpenClCommands() {}

  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return OpenClLibrary.CALLS.handle(name, descriptor);
  }

  /**
   * A new queue, as before 2.0.
   *
   * @param properties {@link #CL_QUEUE_PROFILING_ENABLE} and so on, or 0
   * @return its handle, or NULL
   */
  public static MemorySegment clCreateCommandQueue(
      MemorySegment context, MemorySegment device, long properties, MemorySegment status) {
    try {
      return (MemorySegment) CREATE_COMMAND_QUEUE.invokeExact(context, device, properties, status);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * A new queue, since 2.0.
   *
   * @param properties longs, keys and values in turn, ended by 0; or NULL
   * @return its handle, or NULL
   */
  public static MemorySegment clCreateCommandQueueWithProperties(
      MemorySegment context, MemorySegment device, MemorySegment properties, MemorySegment status) {
    try {
      return (MemorySegment)
          CREATE_COMMAND_QUEUE_WITH_PROPERTIES.invokeExact(context, device, properties, status);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Releases a queue, when its commands have ended. */
  public static int clReleaseCommandQueue(MemorySegment queue) {
    try {
      return (int) RELEASE_COMMAND_QUEUE.invokeExact(queue);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Launches a kernel.
   *
   * @param offset as many longs as dimensions, or NULL
   * @param global as many longs
   * @param local as many longs, or NULL for work-groups as the driver chooses
   * @return a status
   */
  public static int clEnqueueNDRangeKernel(
      MemorySegment queue,
      MemorySegment kernel,
      int dimensions,
      MemorySegment offset,
      MemorySegment global,
      MemorySegment local,
      int waits,
      MemorySegment waitList,
      MemorySegment event) {
    try {
      return (int)
          ENQUEUE_ND_RANGE_KERNEL.invokeExact(
              queue, kernel, dimensions, offset, global, local, waits, waitList, event);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Reads bytes of a buffer.
   *
   * @return a status
   */
  public static int clEnqueueReadBuffer(
      MemorySegment queue,
      MemorySegment buffer,
      int blocking,
      long offset,
      long size,
      MemorySegment to,
      int waits,
      MemorySegment waitList,
      MemorySegment event) {
    try {
      return (int)
          ENQUEUE_READ_BUFFER.invokeExact(
              queue, buffer, blocking, offset, size, to, waits, waitList, event);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Writes bytes of a buffer.
   *
   * @return a status
   */
  public static int clEnqueueWriteBuffer(
      MemorySegment queue,
      MemorySegment buffer,
      int blocking,
      long offset,
      long size,
      MemorySegment from,
      int waits,
      MemorySegment waitList,
      MemorySegment event) {
    try {
      return (int)
          ENQUEUE_WRITE_BUFFER.invokeExact(
              queue, buffer, blocking, offset, size, from, waits, waitList, event);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Copies bytes of a buffer to another.
   *
   * @return a status
   */
  public static int clEnqueueCopyBuffer(
      MemorySegment queue,
      MemorySegment from,
      MemorySegment to,
      long fromOffset,
      long toOffset,
      long size,
      int waits,
      MemorySegment waitList,
      MemorySegment event) {
    try {
      return (int)
          ENQUEUE_COPY_BUFFER.invokeExact(
              queue, from, to, fromOffset, toOffset, size, waits, waitList, event);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Fills bytes of a buffer with a pattern of 1, 2, 4, … 128 bytes, of which the offset and the
   * size are multiples.
   *
   * @return a status
   */
  public static int clEnqueueFillBuffer(
      MemorySegment queue,
      MemorySegment buffer,
      MemorySegment pattern,
      long patternSize,
      long offset,
      long size,
      int waits,
      MemorySegment waitList,
      MemorySegment event) {
    try {
      return (int)
          ENQUEUE_FILL_BUFFER.invokeExact(
              queue, buffer, pattern, patternSize, offset, size, waits, waitList, event);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Maps bytes of a buffer into the host's memory, until they are unmapped.
   *
   * @param flags {@link #CL_MAP_READ} and so on
   * @return the region, of {@code size} bytes; or NULL
   */
  @SuppressWarnings("restricted")
  public static MemorySegment clEnqueueMapBuffer(
      MemorySegment queue,
      MemorySegment buffer,
      int blocking,
      long flags,
      long offset,
      long size,
      int waits,
      MemorySegment waitList,
      MemorySegment event,
      MemorySegment status) {
    try {
      MemorySegment region =
          (MemorySegment)
              ENQUEUE_MAP_BUFFER.invokeExact(
                  queue, buffer, blocking, flags, offset, size, waits, waitList, event, status);
      return region.reinterpret(region.address() == 0 ? 0 : size);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Unmaps what was mapped.
   *
   * @return a status
   */
  public static int clEnqueueUnmapMemObject(
      MemorySegment queue,
      MemorySegment buffer,
      MemorySegment region,
      int waits,
      MemorySegment waitList,
      MemorySegment event) {
    try {
      return (int)
          ENQUEUE_UNMAP_MEM_OBJECT.invokeExact(queue, buffer, region, waits, waitList, event);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * A command that ends when what it waits for has; without a wait list, all commands before it.
   *
   * @return a status
   */
  public static int clEnqueueMarkerWithWaitList(
      MemorySegment queue, int waits, MemorySegment waitList, MemorySegment event) {
    try {
      return (int) ENQUEUE_MARKER_WITH_WAIT_LIST.invokeExact(queue, waits, waitList, event);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Hands the commands to the device. */
  public static int clFlush(MemorySegment queue) {
    try {
      return (int) FLUSH.invokeExact(queue);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Waits until the commands have ended. */
  public static int clFinish(MemorySegment queue) {
    try {
      return (int) FINISH.invokeExact(queue);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Waits for events.
   *
   * @param events an array of handles
   * @return a status
   */
  public static int clWaitForEvents(int count, MemorySegment events) {
    try {
      return (int) WAIT_FOR_EVENTS.invokeExact(count, events);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Tells something of an event. */
  public static int clGetEventInfo(
      MemorySegment event, int name, long size, MemorySegment value, MemorySegment sizeNeeded) {
    try {
      return (int) GET_EVENT_INFO.invokeExact(event, name, size, value, sizeNeeded);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Tells a time of an event of a queue with {@link #CL_QUEUE_PROFILING_ENABLE}. */
  public static int clGetEventProfilingInfo(
      MemorySegment event, int name, long size, MemorySegment value, MemorySegment sizeNeeded) {
    try {
      return (int) GET_EVENT_PROFILING_INFO.invokeExact(event, name, size, value, sizeNeeded);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Has a function called, by a thread of the driver, when an event reaches a state.
   *
   * @param state {@link #CL_COMPLETE}, which errors reach as well, {@link #CL_RUNNING} or {@link
   *     #CL_SUBMITTED}
   * @param callback of {@link OpenClEventCallback#stub}
   * @return a status
   */
  public static int clSetEventCallback(
      MemorySegment event, int state, MemorySegment callback, MemorySegment userData) {
    try {
      return (int) SET_EVENT_CALLBACK.invokeExact(event, state, callback, userData);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * A new event that the host completes.
   *
   * @return its handle, or NULL
   */
  public static MemorySegment clCreateUserEvent(MemorySegment context, MemorySegment status) {
    try {
      return (MemorySegment) CREATE_USER_EVENT.invokeExact(context, status);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Completes an event of {@link #clCreateUserEvent}, once.
   *
   * @param state {@link #CL_COMPLETE}, or a negative status
   * @return a status
   */
  public static int clSetUserEventStatus(MemorySegment event, int state) {
    try {
      return (int) SET_USER_EVENT_STATUS.invokeExact(event, state);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Retains an event. */
  public static int clRetainEvent(MemorySegment event) {
    try {
      return (int) RETAIN_EVENT.invokeExact(event);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Releases an event. */
  public static int clReleaseEvent(MemorySegment event) {
    try {
      return (int) RELEASE_EVENT.invokeExact(event);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }
}
