package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares the hand-written bindings with those that jextract wrote; {@code scripts/jextract}. */
final class Jextract {

  /** A number, of the 32 bits of an int or the 64 of a long. */
  record Constant(long value, boolean isInt) {}

  /** Functions and constants by their names in C. */
  record Bindings(Map<String, FunctionDescriptor> functions, Map<String, Constant> constants) {}

  private static final Pattern FUNCTION =
      Pattern.compile(
          "class (\\w+) \\{\\s*public static final FunctionDescriptor DESC\\s*="
              + "\\s*FunctionDescriptor\\.(of|ofVoid)\\(([^;]*)\\);");
  private static final Pattern CONSTANT =
      Pattern.compile("static final (int|long) (\\w+)\\s*=\\s*(?:\\(int\\)\\s*)?(-?\\d+)L?;");
  private static final Pattern LAYOUT = Pattern.compile("[\\w$.]+\\.(C_\\w+)");

  private Jextract() {}

  /** Compares with all the Java files of a folder; ends with status 1 where something differs. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: java ... " + Jextract.class.getName() + " FOLDER");
      System.exit(2);
    }
    System.exit(run(Path.of(arguments[0]), System.out));
  }

  static int run(Path folder, PrintStream out) throws IOException {
    Bindings written = written();
    List<String> differences = differences(written, generated(folder));
    differences.forEach(out::println);
    out.println(
        written.functions().size()
            + " functions and "
            + written.constants().size()
            + " constants: "
            + (differences.isEmpty()
                ? "all as jextract has them"
                : differences.size() + " not as jextract has them"));
    return differences.isEmpty() ? 0 : 1;
  }

  /** One line for each binding that is not as jextract has it. */
  static List<String> differences(Bindings written, Bindings generated) {
    List<String> differences = new ArrayList<>();
    written
        .functions()
        .forEach(
            (name, descriptor) -> {
              FunctionDescriptor other = generated.functions().get(name);
              if (!descriptor.equals(other)) {
                differences.add(name + " is " + type(descriptor) + ", by jextract " + type(other));
              }
            });
    written
        .constants()
        .forEach(
            (name, constant) -> {
              Constant other = generated.constants().get(name);
              if (!same(constant, other)) {
                differences.add(
                    name
                        + " is "
                        + constant.value()
                        + ", by jextract "
                        + (other == null ? "missing" : other.value()));
              }
            });
    return differences;
  }

  /**
   * What was written by hand: {@link OpenCl}, {@link Adamant}, {@link AdamantFloats}, {@link
   * AdamantScalars} and {@link AdamantRtl}.
   */
  static Bindings written() {
    Map<String, FunctionDescriptor> functions = new TreeMap<>(OpenClBindings.descriptors());
    functions.putAll(AdamantScalars.functions());
    for (Class<?> type : List.of(Adamant.class, AdamantFloats.class, AdamantRtl.class)) {
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          functions.put(method.getName(), descriptor(method));
        }
      }
    }
    Map<String, Constant> constants = new TreeMap<>();
    for (OpenClStatus status : OpenClStatus.values()) {
      constants.put(status.name(), new Constant(status.number(), true));
    }
    for (Class<?> type : List.of(OpenCl.class, Adamant.class, AdamantRtl.class)) {
      for (Field field : type.getFields()) {
        if (field.getType().isPrimitive()) {
          constants.put(field.getName(), constant(field));
        }
      }
    }
    return new Bindings(functions, constants);
  }

  /** What jextract wrote into the Java files of a folder. */
  static Bindings generated(Path folder) throws IOException {
    Bindings all = new Bindings(new TreeMap<>(), new TreeMap<>());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Bindings part = parse(Files.readString(file));
        all.functions().putAll(part.functions());
        all.constants().putAll(part.constants());
      }
    }
    return all;
  }

  /** What one file of jextract's has. */
  static Bindings parse(String text) {
    Map<String, FunctionDescriptor> functions = new TreeMap<>();
    for (Matcher m = FUNCTION.matcher(text); m.find(); ) {
      MemoryLayout[] layouts = layouts(m.group(3));
      if (layouts != null) {
        functions.put(
            m.group(1),
            m.group(2).equals("ofVoid")
                ? FunctionDescriptor.ofVoid(layouts)
                : FunctionDescriptor.of(
                    layouts[0], Arrays.copyOfRange(layouts, 1, layouts.length)));
      }
    }
    Map<String, Constant> constants = new TreeMap<>();
    for (Matcher m = CONSTANT.matcher(text); m.find(); ) {
      boolean isInt = m.group(1).equals("int");
      long value = Long.parseLong(m.group(3));
      constants.put(m.group(2), new Constant(isInt ? (int) value : value, isInt));
    }
    return new Bindings(functions, constants);
  }

  /** The layouts of a list; null where one is not of a basic type, which no function here has. */
  private static MemoryLayout[] layouts(String list) {
    List<MemoryLayout> layouts = new ArrayList<>();
    for (String item : list.isBlank() ? new String[0] : list.strip().split("\\s*,\\s*")) {
      Matcher m = LAYOUT.matcher(item);
      MemoryLayout layout = m.matches() ? layout(m.group(1)) : null;
      if (layout == null) {
        return null;
      }
      layouts.add(layout);
    }
    return layouts.toArray(MemoryLayout[]::new);
  }

  private static MemoryLayout layout(String name) {
    return switch (name) {
      case "C_BOOL" -> JAVA_BOOLEAN;
      case "C_CHAR" -> JAVA_BYTE;
      case "C_SHORT" -> JAVA_SHORT;
      case "C_INT" -> JAVA_INT;
      case "C_LONG", "C_LONG_LONG" -> JAVA_LONG;
      case "C_FLOAT" -> JAVA_FLOAT;
      case "C_DOUBLE" -> JAVA_DOUBLE;
      case "C_POINTER" -> ADDRESS;
      default -> null;
    };
  }

  private static FunctionDescriptor descriptor(Method method) {
    MemoryLayout[] parameters =
        Arrays.stream(method.getParameterTypes())
            .map(Jextract::layout)
            .toArray(MemoryLayout[]::new);
    return method.getReturnType() == void.class
        ? FunctionDescriptor.ofVoid(parameters)
        : FunctionDescriptor.of(layout(method.getReturnType()), parameters);
  }

  private static MemoryLayout layout(Class<?> type) {
    return switch (type.getName()) {
      case "int" -> JAVA_INT;
      case "long" -> JAVA_LONG;
      case "float" -> JAVA_FLOAT;
      case "java.lang.String", "java.lang.foreign.MemorySegment" -> ADDRESS;
      default -> throw new AssertionError("a type that no function has: " + type);
    };
  }

  private static Constant constant(Field field) {
    try {
      return new Constant(field.getLong(null), field.getType() == int.class);
    } catch (IllegalAccessException e) {
      throw new LinkageError(field + " is public", e);
    }
  }

  /** Bit fields are longs here, where jextract has an int for what C has one for. */
  private static boolean same(Constant written, Constant generated) {
    if (generated == null) {
      return false;
    }
    boolean unsigned = !written.isInt() && generated.isInt();
    return written.value()
        == (unsigned ? Integer.toUnsignedLong((int) generated.value()) : generated.value());
  }

  private static String type(FunctionDescriptor descriptor) {
    if (descriptor == null) {
      return "missing";
    }
    MethodType type = descriptor.toMethodType();
    return type.toString().replace("MemorySegment", "pointer");
  }
}
