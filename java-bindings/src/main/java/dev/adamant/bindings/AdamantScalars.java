package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The functions of {@code adamant_scalars.h}: {@code p32_add}, {@code bp16_to_p32}, {@code
 * p64_fdp}. They are many and alike, so they are handles by name rather than methods; a caller
 * keeps the handle in a {@code static final} field and calls it with {@code invokeExact}.
 *
 * <p>Patterns are {@code byte}, {@code short}, {@code int} and {@code long} by the width of the
 * format.
 */
public final class AdamantScalars {

  private static final List<String> UNARY =
      List.of(
          "neg",
          "abs",
          "sqrt",
          "exp",
          "exp2",
          "log",
          "log2",
          "sin",
          "cos",
          "tanh",
          "sigmoid",
          "softplus",
          "rsqrt",
          "reciprocal");

  private static final SequencedMap<String, FunctionDescriptor> FUNCTIONS = describe();

  private AdamantScalars() {}

  /** The types of the functions by name, in the order of the header. */
  public static SequencedMap<String, FunctionDescriptor> functions() {
    return FUNCTIONS;
  }

  /**
   * A handle of the function.
   *
   * @param name its name in the header
   * @throws IllegalArgumentException if the header has no such function
   */
  public static MethodHandle handle(String name) {
    FunctionDescriptor descriptor = FUNCTIONS.get(name);
    if (descriptor == null) {
      throw new IllegalArgumentException(
          name + " is no function of adamant_scalars.h: those are " + FUNCTIONS.keySet());
    }
    // Critical, which saves most of the cost of so short a call. Only the dot product may run long,
    // and a critical call holds up the garbage collector.
    return name.endsWith("_fdp")
        ? NativeLibrary.downcall(name, descriptor)
        : NativeLibrary.downcall(name, descriptor, Linker.Option.critical(false));
  }

  private static SequencedMap<String, MemoryLayout> formats() {
    SequencedMap<String, MemoryLayout> formats = new LinkedHashMap<>();
    formats.put("p8", JAVA_BYTE);
    formats.put("p16", JAVA_SHORT);
    formats.put("p32", JAVA_INT);
    formats.put("p64", JAVA_LONG);
    formats.put("bp16", JAVA_SHORT);
    formats.put("bp32", JAVA_INT);
    formats.put("bp64", JAVA_LONG);
    return formats;
  }

  private static SequencedMap<String, FunctionDescriptor> describe() {
    SequencedMap<String, FunctionDescriptor> functions = new LinkedHashMap<>();
    formats().forEach((format, pattern) -> describe(functions, format, pattern));
    return Collections.unmodifiableSequencedMap(functions);
  }

  private static void describe(
      Map<String, FunctionDescriptor> functions, String format, MemoryLayout pattern) {
    for (String name : List.of("add", "sub", "mul", "div")) {
      functions.put(format + "_" + name, FunctionDescriptor.of(pattern, pattern, pattern));
    }
    functions.put(format + "_mulAdd", FunctionDescriptor.of(pattern, pattern, pattern, pattern));
    for (String name : UNARY) {
      functions.put(format + "_" + name, FunctionDescriptor.of(pattern, pattern));
    }
    for (String name : List.of("eq", "lt", "le")) {
      functions.put(format + "_" + name, FunctionDescriptor.of(JAVA_INT, pattern, pattern));
    }
    functions.put(format + "_fdp", FunctionDescriptor.of(pattern, JAVA_LONG, ADDRESS, ADDRESS));
    formats()
        .forEach(
            (to, result) ->
                functions.put(format + "_to_" + to, FunctionDescriptor.of(result, pattern)));
    functions.put(format + "_to_f32", FunctionDescriptor.of(JAVA_FLOAT, pattern));
    functions.put(format + "_to_f64", FunctionDescriptor.of(JAVA_DOUBLE, pattern));
    functions.put("f32_to_" + format, FunctionDescriptor.of(pattern, JAVA_FLOAT));
    functions.put("f64_to_" + format, FunctionDescriptor.of(pattern, JAVA_DOUBLE));
  }
}
