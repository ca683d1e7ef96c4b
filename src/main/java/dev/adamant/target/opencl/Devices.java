package dev.adamant.target.opencl;

import dev.adamant.bindings.OpenCl;
import dev.adamant.bindings.OpenClException;
import dev.adamant.bindings.OpenClInfo;
import dev.adamant.target.DeviceClass;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The devices of all platforms, in the loader's order.
 *
 * @param devices usable or not
 * @param problems of platforms without devices, as sentences
 */
record Devices(List<OpenClDevice> devices, List<String> problems) {

  /**
   * Asks the drivers.
   *
   * @throws dev.adamant.bindings.NativeLibraryException where there is no ICD loader
   * @throws OpenClException where the loader fails
   */
  static Devices find() {
    List<OpenClDevice> devices = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (MemorySegment platform : OpenClInfo.platforms()) {
      String name = OpenClInfo.platformString(platform, OpenCl.CL_PLATFORM_NAME);
      List<MemorySegment> handles;
      try {
        handles = OpenClInfo.devices(platform);
      } catch (OpenClException e) {
        problems.add(
            "the platform " + name + " does not tell its devices: " + e.getMessage() + ".");
        continue;
      }
      for (MemorySegment handle : handles) {
        devices.add(describe("opencl:" + devices.size(), platform, handle));
      }
      if (handles.isEmpty()) {
        problems.add(noDevice(name));
      }
    }
    return new Devices(List.copyOf(devices), List.copyOf(problems));
  }

  private static String noDevice(String platform) {
    return "the platform "
        + platform
        + " has no device: check that its driver finds the hardware"
        + (platform.equals("rusticl")
            ? ", and name its drivers by the environment variable RUSTICL_ENABLE, such as"
                + " radeonsi, iris or llvmpipe."
            : ", or remove its file from /etc/OpenCL/vendors.");
  }

  private static OpenClDevice describe(String name, MemorySegment platform, MemorySegment handle) {
    String version = text(handle, OpenCl.CL_DEVICE_VERSION);
    boolean takesIl = version.matches("OpenCL (2\\.[1-9]|[3-9]).*");
    long type = number(handle, OpenCl.CL_DEVICE_TYPE);
    return new OpenClDevice(
        name,
        platform,
        handle,
        OpenClInfo.platformString(platform, OpenCl.CL_PLATFORM_NAME),
        OpenClInfo.platformString(platform, OpenCl.CL_PLATFORM_VERSION),
        text(handle, OpenCl.CL_DEVICE_NAME),
        text(handle, OpenCl.CL_DEVICE_VENDOR),
        version,
        text(handle, OpenCl.CL_DRIVER_VERSION),
        takesIl ? text(handle, OpenCl.CL_DEVICE_IL_VERSION) : "",
        Set.of(text(handle, OpenCl.CL_DEVICE_EXTENSIONS).split("\\s+")),
        deviceClass(type),
        number(handle, OpenCl.CL_DEVICE_GLOBAL_MEM_SIZE),
        number(handle, OpenCl.CL_DEVICE_HOST_UNIFIED_MEMORY) != 0,
        number(handle, OpenCl.CL_DEVICE_COMPILER_AVAILABLE) != 0,
        traits(handle, type),
        problem(handle, type, version));
  }

  private static DeviceTraits traits(MemorySegment handle, long type) {
    return new DeviceTraits(
        (type & OpenCl.CL_DEVICE_TYPE_CPU) != 0,
        (int) number(handle, OpenCl.CL_DEVICE_MAX_COMPUTE_UNITS),
        number(handle, OpenCl.CL_DEVICE_LOCAL_MEM_SIZE),
        number(handle, OpenCl.CL_DEVICE_MAX_WORK_GROUP_SIZE),
        number(handle, OpenCl.CL_DEVICE_MAX_MEM_ALLOC_SIZE));
  }

  private static DeviceClass deviceClass(long type) {
    if ((type & OpenCl.CL_DEVICE_TYPE_CPU) != 0) {
      return DeviceClass.CPU;
    }
    return (type & OpenCl.CL_DEVICE_TYPE_GPU) != 0 ? DeviceClass.GPU : DeviceClass.ACCELERATOR;
  }

  private static String problem(MemorySegment handle, long type, String version) {
    String device = text(handle, OpenCl.CL_DEVICE_NAME);
    if (number(handle, OpenCl.CL_DEVICE_AVAILABLE) == 0) {
      return device + " is switched off or taken by another user: free it, or ask its driver why.";
    }
    if ((type & OpenCl.CL_DEVICE_TYPE_CUSTOM) != 0) {
      return device + " runs only functions of its own, no kernels: choose another device.";
    }
    if (!version.matches("OpenCL (1\\.[2-9]|[2-9]).*")) {
      return device + " speaks " + version + ", and OpenCL 1.2 is needed: install a newer driver.";
    }
    if (number(handle, OpenCl.CL_DEVICE_ADDRESS_BITS) != Long.SIZE) {
      return device + " has addresses of 32 bits, and 64 are needed: choose another device.";
    }
    if (number(handle, OpenCl.CL_DEVICE_ENDIAN_LITTLE) == 0) {
      return device + " is big-endian, and little-endian is needed: choose another device.";
    }
    if (text(handle, OpenCl.CL_DEVICE_PROFILE).equals("EMBEDDED_PROFILE")) {
      return device + " has the embedded profile, and the full one is needed: choose another.";
    }
    return "";
  }

  /** A string, empty where the driver does not know the question. */
  private static String text(MemorySegment device, int what) {
    return orElse("", () -> OpenClInfo.deviceString(device, what));
  }

  /** A number, 0 where the driver does not know the question. */
  private static long number(MemorySegment device, int what) {
    return orElse(0L, () -> OpenClInfo.deviceLong(device, what));
  }

  private static <T> T orElse(T otherwise, Supplier<T> question) {
    try {
      return question.get();
    } catch (OpenClException e) {
      return otherwise;
    }
  }
}
