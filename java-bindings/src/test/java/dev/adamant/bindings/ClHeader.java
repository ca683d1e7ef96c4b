package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the headers of OpenCL declare, read from their text. */
final class ClHeader {

  /** The folder that has {@code CL/cl.h}; where it is unset, the one that Debian uses. */
  static final String PROPERTY = "adamant.openclHeaders";

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern CALLBACK =
      Pattern.compile("void \\(CL_CALLBACK\\s*\\*\\s*(\\w+)\\)\\([^)]*\\)");
  private static final Pattern ANNOTATION = Pattern.compile("CL_API_(PREFIX|SUFFIX)__\\w+");
  private static final Pattern FUNCTION =
      Pattern.compile("extern CL_API_ENTRY\\s+([\\w\\s*]*?)\\s*CL_API_CALL\\s+(\\w+)\\(([^)]*)\\)");
  private static final Pattern TYPE = Pattern.compile("typedef\\s+([\\w *]+?)\\s+(\\w+);");
  private static final Pattern CONSTANT =
      Pattern.compile("#define (CL_\\w+)[ \\t]+(-?\\d\\w*|CL_\\w+|\\(1 << \\d+\\))[ \\t]*\\n");

  private ClHeader() {}

  static Path folder() {
    return Path.of(System.getProperty(PROPERTY, "/usr/include"));
  }

  static Map<String, FunctionDescriptor> functions(String header) throws IOException {
    String text = ANNOTATION.matcher(text(header)).replaceAll("");
    text = CALLBACK.matcher(text).replaceAll("void * $1");
    Map<String, String> types = new TreeMap<>();
    for (Matcher m = TYPE.matcher(text); m.find(); ) {
      types.put(m.group(2), m.group(1));
    }
    Map<String, FunctionDescriptor> functions = new TreeMap<>();
    for (Matcher m = FUNCTION.matcher(text); m.find(); ) {
      if (!m.group(1).equals("void")) {
        functions.put(m.group(2), descriptor(types, m.group(1), m.group(3)));
      }
    }
    return functions;
  }

  static Map<String, Long> constants(String header) throws IOException {
    Map<String, Long> constants = new TreeMap<>();
    for (Matcher m = CONSTANT.matcher(text(header)); m.find(); ) {
      constants.put(m.group(1), value(constants, m.group(2)));
    }
    return constants;
  }

  private static String text(String header) throws IOException {
    return COMMENT.matcher(Files.readString(folder().resolve("CL").resolve(header))).replaceAll("");
  }

  private static FunctionDescriptor descriptor(
      Map<String, String> types, String result, String parameters) {
    return FunctionDescriptor.of(
        layout(types, result),
        CHeader.parameters(parameters).stream()
            .map(type -> layout(types, type))
            .toArray(MemoryLayout[]::new));
  }

  private static MemoryLayout layout(Map<String, String> types, String type) {
    if (type.contains("*")) {
      return ADDRESS;
    }
    return switch (type) {
      case "cl_int", "cl_uint" -> JAVA_INT;
      case "cl_long", "cl_ulong", "size_t", "intptr_t" -> JAVA_LONG;
      default -> {
        if (!types.containsKey(type)) {
          throw new AssertionError("a type that cl.h does not define: " + type);
        }
        yield layout(types, types.get(type));
      }
    };
  }

  private static long value(Map<String, Long> constants, String text) {
    if (text.startsWith("(1 <<")) {
      return 1L << Integer.parseInt(text.replaceAll("\\D*1 << (\\d+)\\)", "$1"));
    }
    return constants.containsKey(text) ? constants.get(text) : Long.decode(text);
  }
}
