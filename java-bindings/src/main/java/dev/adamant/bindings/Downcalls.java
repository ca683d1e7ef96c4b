package dev.adamant.bindings;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Handles of the functions of one C library. Where the library cannot be used, or lacks a function,
 * there is a handle nonetheless, which throws {@link NativeLibraryException} whenever it is called:
 * so the reason is told each time and not only to whoever happens to load a class first.
 */
final class Downcalls {

  /**
   * A library that was loaded.
   *
   * @param name its file, or the name that the dynamic linker found it by
   * @param symbols its functions
   * @param missing what to throw for a function, by its name, that it lacks
   */
  record Library(
      String name, SymbolLookup symbols, Function<String, NativeLibraryException> missing) {}

  private final Library library;
  private final NativeLibraryException failure;
  private final SequencedMap<String, FunctionDescriptor> descriptors =
      Collections.synchronizedNavigableMap(new TreeMap<>());

  /**
   * Loads a library, or keeps the reason why it cannot be used.
   *
   * @param loader what may throw {@link NativeLibraryException}
   */
  Downcalls(Supplier<Library> loader) {
    Library loaded = null;
    NativeLibraryException reason = null;
    try {
      loaded = loader.get();
    } catch (NativeLibraryException e) {
      reason = e;
    }
    library = loaded;
    failure = reason;
  }

  /**
   * The library.
   *
   * @throws NativeLibraryException if it cannot be used
   */
  Library library() {
    if (failure != null) {
      throw NativeLibraryException.again(failure);
    }
    return library;
  }

  /** A handle of a C function, of the type of its descriptor. */
  @SuppressWarnings("restricted")
  MethodHandle handle(String name, FunctionDescriptor descriptor, Linker.Option... options) {
    descriptors.put(name, descriptor);
    if (failure != null) {
      return thrower(failure, descriptor.toMethodType());
    }
    return library
        .symbols()
        .find(name)
        .map(symbol -> Linker.nativeLinker().downcallHandle(symbol, descriptor, options))
        .orElseGet(() -> thrower(library.missing().apply(name), descriptor.toMethodType()));
  }

  /** The descriptors of the functions that handles were made of, by name. */
  SequencedMap<String, FunctionDescriptor> descriptors() {
    return Collections.unmodifiableSequencedMap(descriptors);
  }

  /**
   * Opens a library, with a clear reason where native access is denied.
   *
   * @param subject what cannot be used then, for the message
   * @param lookup what opens it
   * @throws IllegalArgumentException if the dynamic linker refuses it
   */
  static SymbolLookup open(String subject, Supplier<SymbolLookup> lookup) {
    try {
      return lookup.get();
    } catch (IllegalCallerException e) {
      throw new NativeLibraryException(
          subject,
          "native access is denied",
          "Start java with --enable-native-access=dev.adamant.bindings, or ALL-UNNAMED on the class"
              + " path.",
          e);
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
}
