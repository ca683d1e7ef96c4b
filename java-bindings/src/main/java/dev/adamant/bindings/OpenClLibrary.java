package dev.adamant.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The ICD loader of OpenCL, loaded once for the process on first use: the file that the system
 * property {@code adamant.opencl} names, else {@code libOpenCL.so.1}, else {@code libOpenCL.so},
 * where the dynamic linker looks. It stays loaded until the process ends.
 */
final class OpenClLibrary {

  /** The file to load, when it is not one that the dynamic linker finds. */
  static final String PROPERTY = "adamant.opencl";

  /** The functions of the loader. */
  static final Downcalls CALLS =
      new Downcalls(() -> load(System.getProperty(PROPERTY), "libOpenCL.so.1", "libOpenCL.so"));

  private static final String SUBJECT = "OpenCL";

  private OpenClLibrary() {}

  /**
   * Loads a loader.
   *
   * @param explicit the file to load, or null to try the names
   * @param names what to ask the dynamic linker for, one after the other
   * @throws NativeLibraryException if none can be loaded
   */
  static Downcalls.Library load(String explicit, String... names) {
    return explicit == null ? byName(List.of(names)) : byFile(explicit);
  }

  @SuppressWarnings("restricted")
  private static Downcalls.Library byFile(String explicit) {
    Path file = Path.of(explicit).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new NativeLibraryException(
          SUBJECT,
          "-D" + PROPERTY + " names " + file + ", which is no file",
          "Name the libOpenCL.so.1 of an ICD loader, or leave the property out to use the one that"
              + " is installed.",
          null);
    }
    try {
      return library(
          file.toString(),
          Downcalls.open(SUBJECT, () -> SymbolLookup.libraryLookup(file, Arena.global())));
    } catch (IllegalArgumentException e) {
      throw new NativeLibraryException(
          SUBJECT,
          "the dynamic linker refuses " + file + " (" + e.getMessage() + ")",
          "Check that the file is a library of this platform.",
          e);
    }
  }

  @SuppressWarnings("restricted")
  private static Downcalls.Library byName(List<String> names) {
    IllegalArgumentException refused = null;
    for (String name : names) {
      try {
        return library(
            name, Downcalls.open(SUBJECT, () -> SymbolLookup.libraryLookup(name, Arena.global())));
      } catch (IllegalArgumentException e) {
        refused = e;
      }
    }
    throw new NativeLibraryException(
        SUBJECT,
        "the dynamic linker finds no " + String.join(" and no ", names),
        "Install an ICD loader (apt-get install -y ocl-icd-libopencl1) and a driver, such as"
            + " pocl-opencl-icd.",
        refused);
  }

  private static Downcalls.Library library(String name, SymbolLookup symbols) {
    return new Downcalls.Library(
        name,
        symbols,
        function ->
            new NativeLibraryException(
                function,
                name + " has no such function",
                "Install an ICD loader of a later version of OpenCL.",
                null));
  }
}
