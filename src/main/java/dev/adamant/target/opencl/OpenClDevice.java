package dev.adamant.target.opencl;

import dev.adamant.target.DeviceClass;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/**
 * What the driver tells of a device.
 *
 * @param name of its target, such as {@code opencl:0}
 * @param platform the platform's handle
 * @param handle the device's handle
 * @param platformName CL_PLATFORM_NAME
 * @param platformVersion CL_PLATFORM_VERSION
 * @param deviceName CL_DEVICE_NAME
 * @param vendor CL_DEVICE_VENDOR
 * @param version CL_DEVICE_VERSION
 * @param driver CL_DRIVER_VERSION
 * @param ilVersion CL_DEVICE_IL_VERSION, empty where it takes none
 * @param extensions CL_DEVICE_EXTENSIONS
 * @param deviceClass of CL_DEVICE_TYPE
 * @param memoryBytes CL_DEVICE_GLOBAL_MEM_SIZE
 * @param unified CL_DEVICE_HOST_UNIFIED_MEMORY
 * @param compiler CL_DEVICE_COMPILER_AVAILABLE
 * @param traits what kernels are chosen by
 * @param problem why no kernel can run on it and what to do about that; empty where they can
 */
record OpenClDevice(
    String name,
    MemorySegment platform,
    MemorySegment handle,
    String platformName,
    String platformVersion,
    String deviceName,
    String vendor,
    String version,
    String driver,
    String ilVersion,
    Set<String> extensions,
    DeviceClass deviceClass,
    long memoryBytes,
    boolean unified,
    boolean compiler,
    DeviceTraits traits,
    String problem) {

  /** The driver and its version, for people. */
  String driverText() {
    return platformName + " " + driver;
  }

  /**
   * Whether its driver keeps what it builds on disk. PoCL does, and to hand out a binary it
   * compiles every kernel of a program once more, which takes longer than the build.
   */
  boolean cachesItself() {
    return platformName.equals("Portable Computing Language");
  }
}
