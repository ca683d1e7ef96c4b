package dev.adamant.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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

  private static final Path PATH;
  private static final SymbolLookup SYMBOLS;
  private static final NativeLibraryException FAILURE;

  static {
    Path path = null;
    SymbolLookup symbols = null;
    NativeLibraryException failure = null;
    try {
      path = new LibraryFile(System::getProperty, System::getenv).locate();
      symbols = load(path);
    } catch (NativeLibraryException e) {
      failure = e;
    }
    PATH = path;
    SYMBOLS = symbols;
    FAILURE = failure;
  }

  private NativeLibrary() {}

  /**
   * The file that was loaded.
   *
   * @throws NativeLibraryException if the library cannot be used
   */
  public static Path path() {
    if (FAILURE != null) {
      throw NativeLibraryException.again(FAILURE);
    }
    return PATH;
  }

  /**
   * A handle of a C function. Where the library cannot be used, one that throws {@link
   * NativeLibraryException} whenever it is called, so that the reason is told each time and not
   * only to whoever happens to load a class first.
   */
  @SuppressWarnings("restricted")
  static MethodHandle downcall(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    if (FAILURE != null) {
      return thrower(FAILURE, descriptor.toMethodType());
    }
    try {
      return Linker.nativeLinker().downcallHandle(symbol(SYMBOLS, name, PATH), descriptor, options);
    } catch (NativeLibraryException e) {
      return thrower(e, descriptor.toMethodType());
    }
  }

  @SuppressWarnings("restricted")
  static SymbolLookup load(Path file) {
    SymbolLookup symbols;
    try {
      symbols = SymbolLookup.libraryLookup(file, Arena.global());
    } catch (IllegalCallerException e) {
      throw new NativeLibraryException(
          "native access is denied",
          "Start java with --enable-native-access=dev.adamant.bindings, or ALL-UNNAMED on the class"
              + " path.",
          e);
    } catch (IllegalArgumentException e) {
      throw new NativeLibraryException(
          "the dynamic linker refuses " + file + " (" + e.getMessage() + ")",
          "Check that the file is a library of this platform, in a folder that may be executed"
              + " from.",
          e);
    }
    checkVersion(version(symbols, file), file);
    return symbols;
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
    MethodHandle handle =
        Linker.nativeLinker()
            .downcallHandle(
                symbol(symbols, "adm_abi_version", file),
                FunctionDescriptor.of(ValueLayout.JAVA_INT));
    try {
      return (int) handle.invokeExact();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static MemorySegment symbol(SymbolLookup symbols, String name, Path file) {
    return symbols
        .find(name)
        .orElseThrow(
            () ->
                new NativeLibraryException(
                    file + " has no function " + name,
                    "Use a library and a jar of one build.",
                    null));
  }

  private static MethodHandle thrower(NativeLibraryException failure, MethodType type) {
    try {
      MethodHandle again =
          MethodHandles.lookup()
              .findStatic(
                  NativeLibraryException.class,
                  "again",
                  MethodType.methodType(
                      NativeLibraryException.class, NativeLibraryException.class));
      MethodHandle thrown =
          MethodHandles.throwException(type.returnType(), NativeLibraryException.class);
      return MethodHandles.dropArguments(
          MethodHandles.foldArguments(thrown, again.bindTo(failure)), 0, type.parameterList());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("again() is in this package", e);
    }
  }

  /** What a downcall can still throw, although C functions throw nothing: to be thrown again. */
  static RuntimeException unexpected(Throwable e) {
    if (e instanceof RuntimeException runtime) {
      return runtime;
    }
    if (e instanceof Error error) {
      throw error;
    }
    throw new AssertionError("a downcall throws no checked exception", e);
  }
}
