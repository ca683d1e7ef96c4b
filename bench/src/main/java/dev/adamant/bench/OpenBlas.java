package dev.adamant.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** The float32 products of OpenBLAS, on one thread. */
final class OpenBlas {
  private static final String LIBRARY = "libopenblas.so.0";
  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANSPOSE = 111;

  private OpenBlas() {}

  /**
   * Loads the library, if that has not been done.
   *
   * @throws MissingLibraryException when it is not installed
   */
  static void load() {
    find(LIBRARY);
    try {
      Functions.SET_THREADS.invokeExact(1);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @SuppressWarnings("restricted")
  static SymbolLookup find(String library) {
    try {
      return SymbolLookup.libraryLookup(library, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new MissingLibraryException(
          library
              + " cannot be loaded, and OpenBLAS is what matrix products are compared with; install"
              + " it with: apt-get install -y libopenblas0-pthread, or leave its cases out with"
              + " --only",
          e);
    }
  }

  /** What OpenBLAS says of itself: its version, and the processor that its kernels are for. */
  @SuppressWarnings("restricted")
  static String description() {
    try {
      MemorySegment text = (MemorySegment) Functions.CONFIG.invokeExact();
      return text.reinterpret(Long.MAX_VALUE).getString(0).strip();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The dot product of two arrays of n floats. */
  static float dot(int n, MemorySegment a, MemorySegment b) {
    try {
      return (float) Functions.DOT.invokeExact(n, a, 1, b, 1);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** C = A·B for row-major square matrices of floats. */
  static void product(int side, MemorySegment a, MemorySegment b, MemorySegment c) {
    try {
      Functions.PRODUCT.invokeExact(
          ROW_MAJOR,
          NO_TRANSPOSE,
          NO_TRANSPOSE,
          side,
          side,
          side,
          1f,
          a,
          side,
          b,
          side,
          0f,
          c,
          side);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("a call of OpenBLAS failed", e);
  }

  /** Bound when first used, so that a missing library is told by {@link #load}. */
  private static final class Functions {
    private static final SymbolLookup SYMBOLS = find(LIBRARY);

    private static final MethodHandle DOT =
        bind(
            "cblas_sdot",
            FunctionDescriptor.of(JAVA_FLOAT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));

    private static final MethodHandle PRODUCT =
        bind(
            "cblas_sgemm",
            FunctionDescriptor.ofVoid(
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT));

    private static final MethodHandle SET_THREADS =
        bind("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));

    private static final MethodHandle CONFIG =
        bind("openblas_get_config", FunctionDescriptor.of(ADDRESS));

    @SuppressWarnings("restricted")
    private static MethodHandle bind(String name, FunctionDescriptor descriptor) {
      return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name), descriptor);
    }
  }
}
