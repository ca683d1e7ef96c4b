package dev.adamant.bindings;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * libadamant, loaded once for the process on first use: the file that the system property {@code
 * adamant.library} names, else the one in the jar for this platform, copied to the folder that
 * {@code adamant.cache} names, else to {@code adamant} in {@code $XDG_CACHE_HOME} or {@code
 * ~/.cache}. It stays loaded until the process ends.
 */
public final class NativeLibrary {

  /** The version of the C interface that these bindings speak. */
  static final int ABI_VERSION = 1;

  /** What it is called, and how it is found. */
  static final OwnLibrary LIBRARY =
      new OwnLibrary(
          "libadamant",
          "adamant.library",
          "native",
          "Build it there with 'make -C native OUT=DIR' and name it",
          "adm_abi_version",
          ABI_VERSION);

  private static final Downcalls CALLS =
      new Downcalls(
          () -> load(new LibraryFile(LIBRARY, System::getProperty, System::getenv).locate()));

  private NativeLibrary() {}

  /**
   * The file that was loaded.
   *
   * @throws NativeLibraryException if the library cannot be used
   */
  public static Path path() {
    return Path.of(CALLS.library().name());
  }

  /** A handle of a C function, as {@link Downcalls#handle} has it. */
  static MethodHandle downcall(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return CALLS.handle(name, descriptor, options);
  }

  static Downcalls.Library load(Path file) {
    return LIBRARY.load(file);
  }

  static void checkVersion(int version, Path file) {
    LIBRARY.checkVersion(version, file);
  }

  /** As {@link Downcalls#unexpected} has it. */
  static RuntimeException unexpected(Throwable e) {
    return Downcalls.unexpected(e);
  }
}
