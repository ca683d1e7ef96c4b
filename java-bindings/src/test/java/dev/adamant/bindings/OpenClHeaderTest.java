package dev.adamant.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Needs the headers of OpenCL, which Debian has in {@code opencl-c-headers}. */
class OpenClHeaderTest {

  @BeforeEach
  void theHeadersAreThere() {
    boolean there = Files.isRegularFile(ClHeader.folder().resolve("CL").resolve("cl.h"));
    if (System.getProperty(ClHeader.PROPERTY) == null) {
      assumeTrue(there, "no CL/cl.h");
    }
    assertThat(there).as("-D" + ClHeader.PROPERTY + " names a folder with CL/cl.h").isTrue();
  }

  @Test
  void everyDescriptorIsThatOfTheHeader() throws IOException {
    Map<String, FunctionDescriptor> bound = new TreeMap<>(OpenClBindings.descriptors());
    Map<String, FunctionDescriptor> declared = ClHeader.functions("cl.h");
    assertThat(declared).hasSizeGreaterThan(100);
    declared.keySet().retainAll(bound.keySet());
    assertThat(bound).hasSizeGreaterThan(35).isEqualTo(declared);
  }

  @Test
  void everyFunctionHasTheTypeOfItsDescriptor() {
    Map<String, MethodType> described = new TreeMap<>();
    OpenClBindings.descriptors()
        .forEach((name, descriptor) -> described.put(name, descriptor.toMethodType()));
    Map<String, MethodType> functions =
        Arrays.stream(OpenCl.class.getMethods())
            .filter(method -> method.getName().startsWith("cl"))
            .collect(
                Collectors.toMap(
                    Method::getName,
                    method ->
                        MethodType.methodType(method.getReturnType(), method.getParameterTypes()),
                    (a, b) -> a,
                    TreeMap::new));
    assertThat(functions).isEqualTo(described);
  }

  @Test
  void everyConstantIsThatOfTheHeader() throws IOException, ReflectiveOperationException {
    Map<String, Long> bound = new TreeMap<>();
    for (Field field : OpenCl.class.getFields()) {
      bound.put(field.getName(), field.getLong(null));
    }
    Map<String, Long> declared = new TreeMap<>(ClHeader.constants("cl.h"));
    declared.putAll(ClHeader.constants("cl_ext.h"));
    declared.keySet().retainAll(bound.keySet());
    assertThat(bound).hasSizeGreaterThan(100).isEqualTo(declared);
  }

  @Test
  void everyErrorOfTheHeaderIsAStatus() throws IOException {
    Map<String, Long> errors = new TreeMap<>(ClHeader.constants("cl.h"));
    errors.values().removeIf(value -> value >= 0);
    errors.keySet().removeIf(name -> name.matches("CL_BUILD_(NONE|ERROR|IN_PROGRESS)"));
    assertThat(errors).hasSizeGreaterThan(60);
    Map<String, Long> extensions = new TreeMap<>(ClHeader.constants("cl_ext.h"));
    extensions.putAll(ClHeader.constants("cl_gl.h"));
    extensions.values().removeIf(value -> value > -1000);
    Map<String, Long> statuses = new TreeMap<>();
    for (OpenClStatus status : OpenClStatus.values()) {
      statuses.put(status.name(), (long) status.number());
    }
    assertThat(statuses).containsAllEntriesOf(errors);
    extensions.keySet().retainAll(statuses.keySet());
    extensions.putAll(errors);
    assertThat(statuses).isEqualTo(extensions);
  }
}
