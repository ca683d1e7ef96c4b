package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JextractTest {

  /** In the form of jextract 22 and later. */
  private static final String SAMPLE =
      """
      public class cl_h extends cl_h$shared {
          private static final int CL_BUILD_NONE = (int)-1L;
          /**
           * {@snippet lang=c :
           * #define CL_BUILD_NONE -1
           * }
           */
          public static int CL_BUILD_NONE() {
              return CL_BUILD_NONE;
          }
          private static final int CL_DEVICE_TYPE_ALL = (int)4294967295L;
          public static int CL_DEVICE_TYPE_ALL() {
              return CL_DEVICE_TYPE_ALL;
          }
          private static final long CL_LONG_MAX = 9223372036854775807L;
          public static final OfInt cl_uint = cl_h.C_INT;

          private static class clSetKernelArg {
              public static final FunctionDescriptor DESC = FunctionDescriptor.of(
                  cl_h.C_INT,
                  cl_h.C_POINTER,
                  cl_h.C_INT,
                  cl_h.C_LONG,
                  cl_h.C_POINTER
              );

              public static final MemorySegment ADDR = SYMBOL_LOOKUP.findOrThrow("clSetKernelArg");

              public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
          }

          private static class clSVMFree {
              public static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(
                  cl_h$shared.C_POINTER,
                  cl_h$shared.C_POINTER
              );
          }

          private static class takesAStruct {
              public static final FunctionDescriptor DESC = FunctionDescriptor.of(
                  cl_h.C_INT,
                  _cl_image_format.layout()
              );
          }
      }
      """;

  private static final FunctionDescriptor SET_KERNEL_ARG =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS);

  @TempDir private Path folder;

  @Test
  void theSampleIsRead() {
    Jextract.Bindings sample = Jextract.parse(SAMPLE);
    assertThat(sample.functions())
        .isEqualTo(
            Map.of(
                "clSetKernelArg",
                SET_KERNEL_ARG,
                "clSVMFree",
                FunctionDescriptor.ofVoid(ADDRESS, ADDRESS)));
    assertThat(sample.constants())
        .isEqualTo(
            Map.of(
                "CL_BUILD_NONE",
                new Jextract.Constant(-1, true),
                "CL_DEVICE_TYPE_ALL",
                new Jextract.Constant(-1, true),
                "CL_LONG_MAX",
                new Jextract.Constant(Long.MAX_VALUE, false)));
  }

  @Test
  void whatAgreesIsNoDifference() {
    Jextract.Bindings written =
        new Jextract.Bindings(
            Map.of("clSetKernelArg", SET_KERNEL_ARG),
            Map.of(
                "CL_BUILD_NONE",
                new Jextract.Constant(-1, true),
                "CL_DEVICE_TYPE_ALL",
                new Jextract.Constant(0xffffffffL, false)));
    assertThat(Jextract.differences(written, Jextract.parse(SAMPLE))).isEmpty();
  }

  @Test
  void whatDiffersIsTold() {
    Map<String, FunctionDescriptor> functions = new TreeMap<>();
    functions.put(
        "clSetKernelArg", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
    functions.put("clFlush", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    Map<String, Jextract.Constant> constants = new TreeMap<>();
    constants.put("CL_BUILD_NONE", new Jextract.Constant(0xffffffffL, true));
    constants.put("CL_DEVICE_TYPE_ALL", new Jextract.Constant(0xfffffffeL, false));
    constants.put("CL_TRUE", new Jextract.Constant(1, true));
    assertThat(
            Jextract.differences(
                new Jextract.Bindings(functions, constants), Jextract.parse(SAMPLE)))
        .containsExactly(
            "clFlush is (pointer)int, by jextract missing",
            "clSetKernelArg is (pointer,long,long,pointer)int, by jextract"
                + " (pointer,int,long,pointer)int",
            "CL_BUILD_NONE is 4294967295, by jextract -1",
            "CL_DEVICE_TYPE_ALL is 4294967294, by jextract -1",
            "CL_TRUE is 1, by jextract missing");
  }

  @Test
  void everyBindingIsCompared() throws IOException {
    String all = generate(Jextract.written());
    assertThat(run(all))
        .startsWith("0: ")
        .matches("(?s)0: \\d{3} functions and \\d{3} constants: all as jextract has them\n");
    assertThat(run(all.replaceFirst("adm_quire_words", "adm_quire_bytes")))
        .startsWith("1: adm_quire_words is (int)int, by jextract missing\n")
        .endsWith(": 1 not as jextract has them\n");
  }

  private String run(String text) throws IOException {
    Files.writeString(folder.resolve("all_h.java"), text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status = Jextract.run(folder, new PrintStream(out, true, StandardCharsets.UTF_8));
    return status + ": " + out.toString(StandardCharsets.UTF_8);
  }

  /** Bindings in jextract's form. */
  private static String generate(Jextract.Bindings bindings) {
    StringBuilder text = new StringBuilder();
    bindings
        .functions()
        .forEach(
            (name, descriptor) ->
                text.append("private static class ")
                    .append(name)
                    .append(" {\n public static final FunctionDescriptor DESC = ")
                    .append("FunctionDescriptor.")
                    .append(descriptor.returnLayout().isPresent() ? "of" : "ofVoid")
                    .append("(\n  ")
                    .append(
                        Stream.concat(
                                descriptor.returnLayout().stream(),
                                descriptor.argumentLayouts().stream())
                            .map(JextractTest::name)
                            .collect(Collectors.joining(",\n  ")))
                    .append("\n );\n}\n"));
    bindings
        .constants()
        .forEach(
            (name, constant) ->
                text.append("private static final int ")
                    .append(name)
                    .append(" = (int)")
                    .append(constant.value())
                    .append("L;\n"));
    return text.toString();
  }

  private static String name(MemoryLayout layout) {
    Class<?> carrier = ((ValueLayout) layout).carrier();
    if (carrier.isPrimitive()) {
      return carrier == byte.class
          ? "all_h.C_CHAR"
          : "all_h.C_" + carrier.getName().toUpperCase(Locale.ROOT);
    }
    return "all_h.C_POINTER";
  }
}
