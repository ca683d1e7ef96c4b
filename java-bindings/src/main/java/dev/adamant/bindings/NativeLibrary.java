package dev.adamant.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
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

  private static final Downcalls CALLS =
      new Downcalls(() -> load(new LibraryFile(System::getProperty, System::getenv).locate()));

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

  @SuppressWarnings("restricted")
  static Downcalls.Library load(Path file) {
    SymbolLookup symbols;
    try {
      symbols =
          Downcalls.open("libadamant", () -> SymbolLookup.libraryLookup(file, Arena.global()));
    } catch (IllegalArgumentException e) {
      throw new NativeLibraryException(
          "the dynamic linker refuses " + file + " (" + e.getMessage() + ")",
          "Check that the file is a library of this platform, in a folder that may be executed"
              + " from.",
          e);
    }
    checkVersion(version(symbols, file), file);
    return new Downcalls.Library(file.toString(), symbols, name -> missing(file, name));
  }

  static void checkVersion(int version, Path file) {
    if (version != ABI_VERSION) {
      throw new NativeLibraryException(
          file
              + " speaks version "
              + version
              + " of the interface, these bindings version "
              + ABI_VERSION,
          "Use a library and a jar of one build.",
          null);
    }
  }

  @SuppressWarnings("restricted")
  private static int version(SymbolLookup symbols, Path file) {
    String name = "adm_abi_version";
    MemorySegment symbol = symbols.find(name).orElseThrow(() -> missing(file, name));
    MethodHandle handle =
        Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT));
    try {
      return (int) handle.invokeExact();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static NativeLibraryException missing(Path file, String name) {
    return new NativeLibraryException(
        file + " has no function " + name, "Use a library and a jar of one build.", null);
  }

  /** As {@link Downcalls#unexpected} has it. */
  static RuntimeException unexpected(Throwable e) {
    return Downcalls.unexpected(e);
  }
}
