package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The functions and constants of {@code CL/cl.h} that Adamant uses, under their own names; the
 * OpenCL specification says what each does. The library is the ICD loader: the file that the system
 * property {@code adamant.opencl} names, else {@code libOpenCL.so.1}.
 *
 * <p>Handles are addresses. Segments must be off the heap ({@link MemorySegment#NULL} is a NULL
 * pointer), and nothing checks that they are as long as the counts and sizes say: that is the
 * caller's part. A wait list is an array of addresses; where {@code event} is not NULL, the handle
 * of a new event, to be released, is written there. Functions that return a status return it, the
 * others write it where {@code status} points; {@link OpenClException#check} turns it into an
 * exception. Every function throws {@link NativeLibraryException} where there is no loader, and one
 * that the loader lacks, being of an older version, throws it when it is called. None allocates on
 * the host but what the driver does.
 */
public final class OpenCl extends OpenClCommands {

  private static final FunctionDescriptor OF_HANDLE = FunctionDescriptor.of(JAVA_INT, ADDRESS);

  private static final FunctionDescriptor INFO =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);

  private static final FunctionDescriptor INFO_OF_PAIR =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);

  private static final MethodHandle GET_PLATFORM_IDS =
      handle("clGetPlatformIDs", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle GET_PLATFORM_INFO = handle("clGetPlatformInfo", INFO);

  private static final MethodHandle GET_DEVICE_IDS =
      handle(
          "clGetDeviceIDs",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle GET_DEVICE_INFO = handle("clGetDeviceInfo", INFO);

  private static final MethodHandle CREATE_CONTEXT =
      handle(
          "clCreateContext",
          FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle RELEASE_CONTEXT = handle("clReleaseContext", OF_HANDLE);

  private static final MethodHandle CREATE_BUFFER =
      handle(
          "clCreateBuffer",
          FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS));

  private static final MethodHandle RELEASE_MEM_OBJECT = handle("clReleaseMemObject", OF_HANDLE);

  private static final MethodHandle CREATE_PROGRAM_WITH_SOURCE =
      handle(
          "clCreateProgramWithSource",
          FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle CREATE_PROGRAM_WITH_BINARY =
      handle(
          "clCreateProgramWithBinary",
          FunctionDescriptor.of(
              ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle CREATE_PROGRAM_WITH_IL =
      handle(
          "clCreateProgramWithIL",
          FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));

  private static final MethodHandle BUILD_PROGRAM =
      handle(
          "clBuildProgram",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle GET_PROGRAM_INFO = handle("clGetProgramInfo", INFO);

  private static final MethodHandle GET_PROGRAM_BUILD_INFO =
      handle("clGetProgramBuildInfo", INFO_OF_PAIR);

  private static final MethodHandle RELEASE_PROGRAM = handle("clReleaseProgram", OF_HANDLE);

  private static final MethodHandle CREATE_KERNEL =
      handle("clCreateKernel", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle SET_KERNEL_ARG =
      handle(
          "clSetKernelArg", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS));

  private static final MethodHandle GET_KERNEL_WORK_GROUP_INFO =
      handle("clGetKernelWorkGroupInfo", INFO_OF_PAIR);

  private static final MethodHandle RELEASE_KERNEL = handle("clReleaseKernel", OF_HANDLE);

  private OpenCl() {}

  /**
   * The loader: its file, or the name that the dynamic linker found it by.
   *
   * @throws NativeLibraryException if there is none
   */
  public static String library() {
    return OpenClLibrary.CALLS.library().name();
  }

  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return OpenClLibrary.CALLS.handle(name, descriptor);
  }

  /**
   * Tells the platforms.
   *
   * @param platforms where to write handles, or NULL
   * @param countFound where to write the number of all, an int, or NULL
   * @return a status, {@link #CL_PLATFORM_NOT_FOUND_KHR} where there is none
   */
  public static int clGetPlatformIDs(int count, MemorySegment platforms, MemorySegment countFound) {
    try {
      return (int) GET_PLATFORM_IDS.invokeExact(count, platforms, countFound);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Tells something of a platform. */
  public static int clGetPlatformInfo(
      MemorySegment platform, int name, long size, MemorySegment value, MemorySegment sizeNeeded) {
    try {
      return (int) GET_PLATFORM_INFO.invokeExact(platform, name, size, value, sizeNeeded);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Tells the devices of a platform.
   *
   * @param type {@link #CL_DEVICE_TYPE_ALL} and so on
   * @param devices where to write handles, or NULL
   * @param countFound where to write the number of all, an int, or NULL
   * @return a status, {@link #CL_DEVICE_NOT_FOUND} where there is none
   */
  public static int clGetDeviceIDs(
      MemorySegment platform,
      long type,
      int count,
      MemorySegment devices,
      MemorySegment countFound) {
    try {
      return (int) GET_DEVICE_IDS.invokeExact(platform, type, count, devices, countFound);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Tells something of a device. */
  public static int clGetDeviceInfo(
      MemorySegment device, int name, long size, MemorySegment value, MemorySegment sizeNeeded) {
    try {
      return (int) GET_DEVICE_INFO.invokeExact(device, name, size, value, sizeNeeded);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * A new context.
   *
   * @param properties longs, keys and values in turn, ended by 0; or NULL
   * @param devices an array of handles
   * @param notify a function for reports of errors, or NULL
   * @return its handle, or NULL
   */
  public static MemorySegment clCreateContext(
      MemorySegment properties,
      int count,
      MemorySegment devices,
      MemorySegment notify,
      MemorySegment userData,
      MemorySegment status) {
    try {
      return (MemorySegment)
          CREATE_CONTEXT.invokeExact(properties, count, devices, notify, userData, status);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Releases a context. */
  public static int clReleaseContext(MemorySegment context) {
    try {
      return (int) RELEASE_CONTEXT.invokeExact(context);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * A new buffer.
   *
   * @param flags {@link #CL_MEM_READ_WRITE} and so on
   * @param host memory of the host, where the flags ask for it, or NULL
   * @return its handle, or NULL
   */
  public static MemorySegment clCreateBuffer(
      MemorySegment context, long flags, long size, MemorySegment host, MemorySegment status) {
    try {
      return (MemorySegment) CREATE_BUFFER.invokeExact(context, flags, size, host, status);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Releases a buffer, when the commands that use it have ended. */
  public static int clReleaseMemObject(MemorySegment buffer) {
    try {
      return (int) RELEASE_MEM_OBJECT.invokeExact(buffer);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * A new program of OpenCL C.
   *
   * @param texts an array of pointers to texts
   * @param lengths an array of longs, in bytes, or NULL where the texts end by a zero
   * @return its handle, or NULL
   */
  public static MemorySegment clCreateProgramWithSource(
      MemorySegment context,
      int count,
      MemorySegment texts,
      MemorySegment lengths,
      MemorySegment status) {
    try {
      return (MemorySegment)
          CREATE_PROGRAM_WITH_SOURCE.invokeExact(context, count, texts, lengths, status);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * A new program of binaries, one a device.
   *
   * @param lengths an array of longs, in bytes
   * @param binaries an array of pointers
   * @param statuses where to write an int for each, or NULL
   * @return its handle, or NULL
   */
  public static MemorySegment clCreateProgramWithBinary(
      MemorySegment context,
      int count,
      MemorySegment devices,
      MemorySegment lengths,
      MemorySegment binaries,
      MemorySegment statuses,
      MemorySegment status) {
    try {
      return (MemorySegment)
          CREATE_PROGRAM_WITH_BINARY.invokeExact(
              context, count, devices, lengths, binaries, statuses, status);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * A new program of an intermediate language, such as SPIR-V; since 2.1.
   *
   * @return its handle, or NULL
   */
  public static MemorySegment clCreateProgramWithIL(
      MemorySegment context, MemorySegment il, long length, MemorySegment status) {
    try {
      return (MemorySegment) CREATE_PROGRAM_WITH_IL.invokeExact(context, il, length, status);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Builds a program.
   *
   * @param devices an array of handles, or NULL for all
   * @param options a string, or NULL
   * @param notify a function to call when it is built, or NULL to wait for that
   * @return a status
   */
  public static int clBuildProgram(
      MemorySegment program,
      int count,
      MemorySegment devices,
      MemorySegment options,
      MemorySegment notify,
      MemorySegment userData) {
    try {
      return (int) BUILD_PROGRAM.invokeExact(program, count, devices, options, notify, userData);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Tells something of a program. */
  public static int clGetProgramInfo(
      MemorySegment program, int name, long size, MemorySegment value, MemorySegment sizeNeeded) {
    try {
      return (int) GET_PROGRAM_INFO.invokeExact(program, name, size, value, sizeNeeded);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Tells something of the last build for a device. */
  public static int clGetProgramBuildInfo(
      MemorySegment program,
      MemorySegment device,
      int name,
      long size,
      MemorySegment value,
      MemorySegment sizeNeeded) {
    try {
      return (int)
          GET_PROGRAM_BUILD_INFO.invokeExact(program, device, name, size, value, sizeNeeded);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Releases a program. */
  public static int clReleaseProgram(MemorySegment program) {
    try {
      return (int) RELEASE_PROGRAM.invokeExact(program);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * A new kernel of a built program.
   *
   * @param name a string
   * @return its handle, or NULL
   */
  public static MemorySegment clCreateKernel(
      MemorySegment program, MemorySegment name, MemorySegment status) {
    try {
      return (MemorySegment) CREATE_KERNEL.invokeExact(program, name, status);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Sets an argument, by value, for the launches that follow. Not for threads at the same time.
   *
   * @param value the argument; for a buffer the address of its handle; NULL for local memory
   * @return a status
   */
  public static int clSetKernelArg(
      MemorySegment kernel, int index, long size, MemorySegment value) {
    try {
      return (int) SET_KERNEL_ARG.invokeExact(kernel, index, size, value);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Tells something of a kernel on a device. */
  public static int clGetKernelWorkGroupInfo(
      MemorySegment kernel,
      MemorySegment device,
      int name,
      long size,
      MemorySegment value,
      MemorySegment sizeNeeded) {
    try {
      return (int)
          GET_KERNEL_WORK_GROUP_INFO.invokeExact(kernel, device, name, size, value, sizeNeeded);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Releases a kernel. */
  public static int clReleaseKernel(MemorySegment kernel) {
    try {
      return (int) RELEASE_KERNEL.invokeExact(kernel);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }
}
