package dev.adamant.bindings;

import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.foreign.MemorySegment;

/**
 * The device that tests run on: the first of the first platform that has one. Where there is none,
 * they fail if the system property {@value #PROPERTY} names an OpenCL target, else they do not run.
 */
final class OpenClDevice {

  private static final String PROPERTY = "adamant.requiredTargets";

  private OpenClDevice() {}

  static MemorySegment first() {
    String why;
    try {
      for (MemorySegment platform : OpenClInfo.platforms()) {
        for (MemorySegment device : OpenClInfo.devices(platform)) {
          return device;
        }
      }
      why = "no OpenCL device";
    } catch (NativeLibraryException e) {
      why = e.getMessage();
    }
    if (System.getProperty(PROPERTY, "").contains("opencl")) {
      throw new AssertionError(why);
    }
    return abort(why);
  }
}
