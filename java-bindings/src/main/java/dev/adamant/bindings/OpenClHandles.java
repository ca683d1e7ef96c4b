package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.ToIntFunction;

/**
 * Makes objects of OpenCL that an arena owns: each is released, once, when the arena closes, the
 * last made first. What is made when the arena cannot take it is released at once. Memory of the
 * arena itself may be freed before: what a buffer uses must be of an arena that closes later.
 *
 * <p>A handle has the scope of its arena: to use it when the arena is closed throws {@link
 * IllegalStateException}, and the arena cannot be closed by another thread within a call. Where a
 * release fails, closing the arena throws {@link OpenClException} once the rest is released.
 *
 * <p>Methods throw {@link OpenClException} when the driver refuses, with nothing made.
 */
public final class OpenClHandles {

  /** A call that makes something and writes its status where it is told. */
  @FunctionalInterface
  private interface Creation {
    MemorySegment create(MemorySegment status);
  }

  private OpenClHandles() {}

  /** A context of one device. */
  public static MemorySegment context(Arena arena, MemorySegment device) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment devices = call.allocateFrom(ADDRESS, device);
      MemorySegment none = MemorySegment.NULL;
      MemorySegment context =
          create(
              call,
              "clCreateContext",
              status -> OpenCl.clCreateContext(none, 1, devices, none, none, status));
      return owned(arena, context, "clReleaseContext", OpenCl::clReleaseContext);
    }
  }

  /**
   * A queue of a device.
   *
   * @param properties {@link OpenCl#CL_QUEUE_PROFILING_ENABLE} and so on, or 0
   */
  public static MemorySegment queue(
      Arena arena, MemorySegment context, MemorySegment device, long properties) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment queue =
          create(
              call,
              "clCreateCommandQueue",
              status -> OpenCl.clCreateCommandQueue(context, device, properties, status));
      return owned(arena, queue, "clReleaseCommandQueue", OpenCl::clReleaseCommandQueue);
    }
  }

  /**
   * A buffer.
   *
   * @param flags {@link OpenCl#CL_MEM_READ_WRITE} and so on
   * @param bytes how long
   * @param host memory of the host, where the flags ask for it; else {@link MemorySegment#NULL}
   */
  public static MemorySegment buffer(
      Arena arena, MemorySegment context, long flags, long bytes, MemorySegment host) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment buffer =
          create(
              call,
              "clCreateBuffer",
              status -> OpenCl.clCreateBuffer(context, flags, bytes, host, status));
      return owned(arena, buffer, "clReleaseMemObject", OpenCl::clReleaseMemObject);
    }
  }

  /** A program of OpenCL C, not built. */
  public static MemorySegment programWithSource(Arena arena, MemorySegment context, String source) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment text = call.allocateFrom(source);
      MemorySegment texts = call.allocateFrom(ADDRESS, text);
      MemorySegment lengths = call.allocateFrom(JAVA_LONG, text.byteSize() - 1);
      return program(
          arena,
          create(
              call,
              "clCreateProgramWithSource",
              status -> OpenCl.clCreateProgramWithSource(context, 1, texts, lengths, status)));
    }
  }

  /**
   * A program of a binary for one device, not built.
   *
   * @param binary off the heap
   */
  public static MemorySegment programWithBinary(
      Arena arena, MemorySegment context, MemorySegment device, MemorySegment binary) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment devices = call.allocateFrom(ADDRESS, device);
      MemorySegment lengths = call.allocateFrom(JAVA_LONG, binary.byteSize());
      MemorySegment binaries = call.allocateFrom(ADDRESS, binary);
      MemorySegment loaded = call.allocate(JAVA_INT);
      MemorySegment program =
          create(
              call,
              "clCreateProgramWithBinary",
              status ->
                  OpenCl.clCreateProgramWithBinary(
                      context, 1, devices, lengths, binaries, loaded, status));
      int refused = loaded.get(JAVA_INT, 0);
      if (refused != OpenCl.CL_SUCCESS) {
        OpenCl.clReleaseProgram(program);
        throw new OpenClException("clCreateProgramWithBinary", refused);
      }
      return program(arena, program);
    }
  }

  /**
   * A program of an intermediate language, not built.
   *
   * @param language off the heap, such as a SPIR-V module
   */
  public static MemorySegment programWithIl(
      Arena arena, MemorySegment context, MemorySegment language) {
    try (Arena call = Arena.ofConfined()) {
      return program(
          arena,
          create(
              call,
              "clCreateProgramWithIL",
              status ->
                  OpenCl.clCreateProgramWithIL(context, language, language.byteSize(), status)));
    }
  }

  /**
   * Builds a program for a device and waits for it.
   *
   * @param options of the compiler, perhaps empty
   * @throws OpenClException if it cannot be built, with the log
   */
  public static void build(MemorySegment program, MemorySegment device, String options) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment devices = call.allocateFrom(ADDRESS, device);
      MemorySegment text = call.allocateFrom(options);
      MemorySegment none = MemorySegment.NULL;
      int status = OpenCl.clBuildProgram(program, 1, devices, text, none, none);
      if (status != OpenCl.CL_SUCCESS) {
        throw new OpenClException("clBuildProgram", status, log(program, device));
      }
    }
  }

  /**
   * A kernel of a built program.
   *
   * @param name of the function
   */
  public static MemorySegment kernel(Arena arena, MemorySegment program, String name) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment text = call.allocateFrom(name);
      MemorySegment kernel =
          create(call, "clCreateKernel", status -> OpenCl.clCreateKernel(program, text, status));
      return owned(arena, kernel, "clReleaseKernel", OpenCl::clReleaseKernel);
    }
  }

  /**
   * Ties a handle to an arena.
   *
   * @param release what releases it and returns a status
   * @return the handle, in the scope of the arena
   * @throws IllegalStateException if the arena is closed; the handle is released then
   * @throws WrongThreadException if the arena is another thread's; the handle is released then
   */
  static MemorySegment owned(
      Arena arena, MemorySegment handle, String call, ToIntFunction<MemorySegment> release) {
    return OpenClReleases.tie(
        arena, handle, () -> OpenClException.check(call, release.applyAsInt(handle)));
  }

  private static MemorySegment program(Arena arena, MemorySegment program) {
    return owned(arena, program, "clReleaseProgram", OpenCl::clReleaseProgram);
  }

  private static MemorySegment create(Arena call, String name, Creation creation) {
    MemorySegment status = call.allocate(JAVA_INT);
    MemorySegment handle = creation.create(status);
    OpenClException.check(name, status.get(JAVA_INT, 0));
    return handle;
  }

  /** The log of a failed build; empty where the driver does not tell it. */
  private static String log(MemorySegment program, MemorySegment device) {
    try {
      return OpenClInfo.buildString(program, device, OpenCl.CL_PROGRAM_BUILD_LOG);
    } catch (OpenClException e) {
      return "";
    }
  }
}
