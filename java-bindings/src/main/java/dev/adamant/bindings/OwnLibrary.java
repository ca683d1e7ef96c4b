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
 * A C library of this repository: how it is found, and what it must answer before it is used.
 *
 * @param name without suffix, such as {@code libadamant}
 * @param property the system property that names another file than the one in the jar
 * @param folder of its makefile, from the root of the repository
 * @param remedy what to do where the jar has none for this platform, as the beginning of a sentence
 * @param versionFunction the C function, without parameters, that gives the version of its
 *     interface
 * @param version which these bindings speak
 */
record OwnLibrary(
    String name,
    String property,
    String folder,
    String remedy,
    String versionFunction,
    int version) {

  /** The name of its file. */
  String fileName() {
    return name + ".so";
  }

  /**
   * Loads the file.
   *
   * @throws NativeLibraryException if it is no such library, or of another version
   */
  @SuppressWarnings("restricted")
  Downcalls.Library load(Path file) {
    SymbolLookup symbols;
    try {
      symbols = Downcalls.open(name, () -> SymbolLookup.libraryLookup(file, Arena.global()));
    } catch (IllegalArgumentException e) {
      throw unusable(
          "the dynamic linker refuses " + file + " (" + e.getMessage() + ")",
          "Check that the file is a library of this platform, in a folder that may be executed"
              + " from.",
          e);
    }
    checkVersion(versionOf(symbols, file), file);
    return new Downcalls.Library(file.toString(), symbols, function -> missing(file, function));
  }

  /**
   * Passes the version of these bindings.
   *
   * @throws NativeLibraryException for any other
   */
  void checkVersion(int actual, Path file) {
    if (actual != version) {
      throw unusable(
          file
              + " speaks version "
              + actual
              + " of the interface, these bindings version "
              + version,
          "Use a library and a jar of one build.",
          null);
    }
  }

  /** Why it cannot be used. */
  NativeLibraryException unusable(String reason, String cure, Throwable cause) {
    return new NativeLibraryException(name, reason, cure, cause);
  }

  @SuppressWarnings("restricted")
  private int versionOf(SymbolLookup symbols, Path file) {
    MemorySegment symbol =
        symbols.find(versionFunction).orElseThrow(() -> missing(file, versionFunction));
    MethodHandle handle =
        Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT));
    try {
      return (int) handle.invokeExact();
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  private NativeLibraryException missing(Path file, String function) {
    return unusable(
        file + " has no function " + function, "Use a library and a jar of one build.", null);
  }
}
