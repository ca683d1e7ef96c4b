package dev.adamant.bindings;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * libadamant_rtl, the simulated hardware, loaded once for the process on first use: the file that
 * the system property {@code adamant.rtl.library} names, else the one in the jar for this platform,
 * which is there only where {@code scripts/rtl} was run before the jar was built; copied as {@link
 * NativeLibrary} is. It stays loaded until the process ends.
 */
public final class AdamantRtlLibrary {

  /** What it is called, and how it is found. */
  static final OwnLibrary LIBRARY =
      new OwnLibrary(
          "libadamant_rtl",
          "adamant.rtl.library",
          "native/rtl",
          "Build it with scripts/rtl, which needs Verilator ('apt-get install -y verilator'), and"
              + " start again with scripts/adamant; or build it with 'make -C native/rtl OUT=DIR'"
              + " and name it",
          "adm_rtl_abi_version",
          1);

  private static final Downcalls CALLS =
      new Downcalls(
          () ->
              LIBRARY.load(new LibraryFile(LIBRARY, System::getProperty, System::getenv).locate()));

  private AdamantRtlLibrary() {}

  /**
   * The file that was loaded.
   *
   * @throws NativeLibraryException if the library cannot be used
   */
  public static Path path() {
    return Path.of(CALLS.library().name());
  }

  /** A handle of a C function, as {@link Downcalls#handle} has it. */
  static MethodHandle downcall(String name, FunctionDescriptor descriptor) {
    return CALLS.handle(name, descriptor);
  }
}
