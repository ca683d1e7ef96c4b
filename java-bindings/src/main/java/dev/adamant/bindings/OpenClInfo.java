package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks OpenCL what there is and what it can do. Every method throws {@link OpenClException} when
 * the driver refuses to tell, and {@link NativeLibraryException} when there is no ICD loader.
 */
public final class OpenClInfo {

  /** A call that tells the size of a value, the value, or both. */
  @FunctionalInterface
  private interface Query {
    int ask(long size, MemorySegment value, MemorySegment sizeNeeded);
  }

  /** A call that tells the number of handles, the handles, or both. */
  @FunctionalInterface
  private interface Listing {
    int ask(int count, MemorySegment handles, MemorySegment countFound);
  }

  private OpenClInfo() {}

  /** The platforms, in the loader's order; none where no driver is installed. */
  public static List<MemorySegment> platforms() {
    return list("clGetPlatformIDs", OpenCl.CL_PLATFORM_NOT_FOUND_KHR, OpenCl::clGetPlatformIDs);
  }

  /** The devices of a platform of any type, in the driver's order; perhaps none. */
  public static List<MemorySegment> devices(MemorySegment platform) {
    return list(
        "clGetDeviceIDs",
        OpenCl.CL_DEVICE_NOT_FOUND,
        (count, handles, found) ->
            OpenCl.clGetDeviceIDs(platform, OpenCl.CL_DEVICE_TYPE_ALL, count, handles, found));
  }

  /** A string, such as {@link OpenCl#CL_PLATFORM_NAME}, without spaces around it. */
  public static String platformString(MemorySegment platform, int name) {
    return string(
        "clGetPlatformInfo",
        (size, value, needed) -> OpenCl.clGetPlatformInfo(platform, name, size, value, needed));
  }

  /** A string, such as {@link OpenCl#CL_DEVICE_NAME}, without spaces around it. */
  public static String deviceString(MemorySegment device, int name) {
    return string("clGetDeviceInfo", ofDevice(device, name));
  }

  /** A number or bit field of 32 bits, unsigned, or 64, such as {@link OpenCl#CL_DEVICE_TYPE}. */
  public static long deviceLong(MemorySegment device, int name) {
    return number("clGetDeviceInfo", ofDevice(device, name));
  }

  /**
   * A number, such as {@link OpenCl#CL_DEVICE_MAX_COMPUTE_UNITS}.
   *
   * @throws ArithmeticException if it exceeds an int
   */
  public static int deviceInt(MemorySegment device, int name) {
    return Math.toIntExact(deviceLong(device, name));
  }

  /** A truth, such as {@link OpenCl#CL_DEVICE_AVAILABLE}. */
  public static boolean deviceBoolean(MemorySegment device, int name) {
    return deviceLong(device, name) != OpenCl.CL_FALSE;
  }

  /** Numbers of 64 bits, such as {@link OpenCl#CL_DEVICE_MAX_WORK_ITEM_SIZES}. */
  public static long[] deviceLongs(MemorySegment device, int name) {
    try (Arena arena = Arena.ofConfined()) {
      return value(arena, "clGetDeviceInfo", ofDevice(device, name)).toArray(JAVA_LONG);
    }
  }

  /** A string of a build, such as {@link OpenCl#CL_PROGRAM_BUILD_LOG}. */
  public static String buildString(MemorySegment program, MemorySegment device, int name) {
    return string(
        "clGetProgramBuildInfo",
        (size, value, needed) ->
            OpenCl.clGetProgramBuildInfo(program, device, name, size, value, needed));
  }

  /** A string of a program, such as {@link OpenCl#CL_PROGRAM_KERNEL_NAMES}. */
  public static String programString(MemorySegment program, int name) {
    return string("clGetProgramInfo", ofProgram(program, name));
  }

  /** The binary of a program that was built for one device; empty where the driver gives none. */
  public static byte[] programBinary(MemorySegment program) {
    try (Arena arena = Arena.ofConfined()) {
      long size = number("clGetProgramInfo", ofProgram(program, OpenCl.CL_PROGRAM_BINARY_SIZES));
      MemorySegment binary = arena.allocate(size);
      MemorySegment pointer = arena.allocateFrom(ADDRESS, binary);
      OpenClException.check(
          "clGetProgramInfo",
          OpenCl.clGetProgramInfo(
              program,
              OpenCl.CL_PROGRAM_BINARIES,
              pointer.byteSize(),
              pointer,
              MemorySegment.NULL));
      return binary.toArray(JAVA_BYTE);
    }
  }

  /** A number, such as {@link OpenCl#CL_KERNEL_WORK_GROUP_SIZE}. */
  public static long kernelLong(MemorySegment kernel, MemorySegment device, int name) {
    return number(
        "clGetKernelWorkGroupInfo",
        (size, value, needed) ->
            OpenCl.clGetKernelWorkGroupInfo(kernel, device, name, size, value, needed));
  }

  /** A state, {@link OpenCl#CL_COMPLETE} and so on, or the negative status of the event's error. */
  public static int eventState(MemorySegment event) {
    return (int)
        number(
            "clGetEventInfo",
            (size, value, needed) ->
                OpenCl.clGetEventInfo(
                    event, OpenCl.CL_EVENT_COMMAND_EXECUTION_STATUS, size, value, needed));
  }

  /** A time in ns, such as {@link OpenCl#CL_PROFILING_COMMAND_START}. */
  public static long eventTime(MemorySegment event, int name) {
    return number(
        "clGetEventProfilingInfo",
        (size, value, needed) -> OpenCl.clGetEventProfilingInfo(event, name, size, value, needed));
  }

  private static Query ofDevice(MemorySegment device, int name) {
    return (size, value, needed) -> OpenCl.clGetDeviceInfo(device, name, size, value, needed);
  }

  private static Query ofProgram(MemorySegment program, int name) {
    return (size, value, needed) -> OpenCl.clGetProgramInfo(program, name, size, value, needed);
  }

  private static List<MemorySegment> list(String call, int none, Listing listing) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = arena.allocate(JAVA_INT);
      int status = listing.ask(0, MemorySegment.NULL, found);
      int count = status == none ? 0 : found.get(JAVA_INT, 0);
      if (status != none) {
        OpenClException.check(call, status);
      }
      List<MemorySegment> handles = new ArrayList<>(count);
      if (count > 0) {
        MemorySegment array = arena.allocate(ADDRESS, count);
        OpenClException.check(call, listing.ask(count, array, MemorySegment.NULL));
        for (int i = 0; i < count; i++) {
          handles.add(array.getAtIndex(ADDRESS, i));
        }
      }
      return List.copyOf(handles);
    }
  }

  private static long number(String call, Query query) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(JAVA_LONG);
      MemorySegment needed = arena.allocate(JAVA_LONG);
      OpenClException.check(call, query.ask(value.byteSize(), value, needed));
      return needed.get(JAVA_LONG, 0) == JAVA_INT.byteSize()
          ? Integer.toUnsignedLong(value.get(JAVA_INT, 0))
          : value.get(JAVA_LONG, 0);
    }
  }

  private static String string(String call, Query query) {
    try (Arena arena = Arena.ofConfined()) {
      String text =
          new String(value(arena, call, query).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
      int end = text.indexOf('\0');
      return (end < 0 ? text : text.substring(0, end)).strip();
    }
  }

  private static MemorySegment value(Arena arena, String call, Query query) {
    MemorySegment needed = arena.allocate(JAVA_LONG);
    OpenClException.check(call, query.ask(0, MemorySegment.NULL, needed));
    MemorySegment value = arena.allocate(needed.get(JAVA_LONG, 0), JAVA_LONG.byteAlignment());
    if (value.byteSize() > 0) {
      OpenClException.check(call, query.ask(value.byteSize(), value, MemorySegment.NULL));
    }
    return value;
  }
}
