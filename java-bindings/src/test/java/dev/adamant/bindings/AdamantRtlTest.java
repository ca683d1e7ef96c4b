package dev.adamant.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class AdamantRtlTest {

  private static final String REQUIRED = "adamant.requiredSimulators";
  private static final String RTL = ".*\\brtl\\b.*";

  private static final Path HEADER = Path.of("..", "native", "rtl", "adamant_rtl.h");

  private static final int ONE = 0x40000000;
  private static final int TWO = 0x48000000;
  private static final int FIVE = 0x52000000;
  private static final int TEN = 0x5a000000;

  @Test
  void everyFunctionOfTheHeaderIsBoundAndNothingElse() throws IOException {
    Map<String, MethodType> declared = new TreeMap<>();
    CHeader.read(HEADER).functions().forEach((name, f) -> declared.put(name, methodType(f)));
    Map<String, MethodType> bound =
        Arrays.stream(AdamantRtl.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .collect(
                Collectors.toMap(
                    Method::getName,
                    m -> MethodType.methodType(m.getReturnType(), m.getParameterTypes()),
                    (a, b) -> a,
                    TreeMap::new));

    assertThat(declared).hasSizeGreaterThan(10);
    assertThat(bound).isEqualTo(declared);
  }

  @Test
  void everyHandleHasTheTypeOfItsFunction() throws IOException, ReflectiveOperationException {
    for (var entry : CHeader.read(HEADER).functions().entrySet()) {
      String holder =
          Arrays.stream(entry.getKey().substring("adm_rtl_".length()).split("_"))
              .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
              .collect(Collectors.joining());
      Field field =
          Class.forName(AdamantRtlHandles.class.getName() + "$" + holder)
              .getDeclaredField("HANDLE");
      field.setAccessible(true);

      assertThat(((MethodHandle) field.get(null)).type())
          .as(entry.getKey())
          .isEqualTo(methodType(entry.getValue()));
    }
  }

  @Test
  void everyEnumeratorOfTheHeaderIsAConstantAndNothingElse()
      throws IOException, ReflectiveOperationException {
    Map<String, Integer> constants = new TreeMap<>();
    for (Field field : AdamantRtl.class.getFields()) {
      if (field.getType() == int.class) {
        constants.put(field.getName(), field.getInt(null));
      }
    }

    assertThat(constants).isEqualTo(new TreeMap<>(CHeader.read(HEADER).enumerators()));
  }

  @Test
  void structuresHaveTheFieldsOfTheHeader() throws IOException {
    String text = Files.readString(HEADER).replaceAll("(?s)/\\*.*?\\*/", "");

    assertThat(fields(AdamantRtl.TERM)).isEqualTo(fields(text, "adm_rtl_term"));
    assertThat(fields(AdamantRtl.COUNTERS)).isEqualTo(fields(text, "adm_rtl_counters"));
  }

  @Test
  @EnabledIfSystemProperty(named = REQUIRED, matches = RTL)
  void anArrayMultipliesAndCounts() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment device = open(arena, AdamantRtl.ADM_RTL_POSIT32);
      MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_INT, ONE, TWO);
      MemorySegment y = arena.allocate(4, 4);
      MemorySegment quire = arena.allocate(64, 8);
      assertThat(AdamantRtl.adm_rtl_fdp(device, 2, x, 1, x, 1, y)).isZero();
      assertThat(y.get(ValueLayout.JAVA_INT, 0)).isEqualTo(FIVE);
      assertThat(AdamantRtl.adm_rtl_dot(device, 2, x, 1, x, 1, quire)).isZero();
      assertThat(AdamantRtl.adm_rtl_quire_merge(device, 1, quire, quire.asSlice(0))).isZero();
      assertThat(AdamantRtl.adm_rtl_quire_to_posit(device, 1, quire, y, 1)).isZero();
      assertThat(y.get(ValueLayout.JAVA_INT, 0)).isEqualTo(TEN);
      MemorySegment counters = arena.allocate(AdamantRtl.COUNTERS);
      assertThat(AdamantRtl.adm_rtl_read_counters(device, counters)).isZero();
      assertThat(counters.getAtIndex(ValueLayout.JAVA_LONG, 0)).as("cycles").isPositive();
      assertThat(counters.getAtIndex(ValueLayout.JAVA_LONG, 1)).as("products").isEqualTo(4);
      AdamantRtl.adm_rtl_close(device);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = REQUIRED, matches = RTL)
  void whatTheDesignLacksIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
      assertThat(AdamantRtl.adm_rtl_open(16, place)).isEqualTo(AdamantRtl.ADM_RTL_EUNSUPPORTED);
      assertThat(place.get(ValueLayout.ADDRESS, 0)).isEqualTo(MemorySegment.NULL);
      AdamantRtl.adm_rtl_close(MemorySegment.NULL);
      MemorySegment device = open(arena, AdamantRtl.ADM_RTL_POSIT8);
      MemorySegment none = MemorySegment.NULL;
      assertThat(AdamantRtl.adm_rtl_zip(device, 3, 1, place, 1, place, 1, place, 1))
          .isEqualTo(AdamantRtl.ADM_RTL_EINVAL);
      assertThat(AdamantRtl.adm_rtl_fma(device, 1, none, 1, none, 1, none, 1, none, 1))
          .isEqualTo(AdamantRtl.ADM_RTL_EINVAL);
      AdamantRtl.adm_rtl_close(device);
    }
  }

  @Test
  void aBadStatusNamesTheCallAndTheRemedy() {
    AdamantRtlException.check("adm_rtl_dot", AdamantRtl.ADM_RTL_OK);
    assertThatThrownBy(() -> AdamantRtlException.check("adm_rtl_dot", AdamantRtl.ADM_RTL_EBROKEN))
        .isInstanceOfSatisfying(
            AdamantRtlException.class,
            e -> {
              assertThat(e.call()).isEqualTo("adm_rtl_dot");
              assertThat(e.status()).isEqualTo(AdamantRtl.ADM_RTL_EBROKEN);
            })
        .hasMessageStartingWith("adm_rtl_dot returned ADM_RTL_EBROKEN (-4): an assertion")
        .hasMessageContaining("open the target again");
  }

  private static MemorySegment open(Arena arena, int format) {
    MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
    assertThat(AdamantRtl.adm_rtl_open(format, place)).isZero();
    return place.get(ValueLayout.ADDRESS, 0);
  }

  /** Names and whether they are pointers. */
  private static List<String> fields(StructLayout layout) {
    return layout.memberLayouts().stream()
        .map(member -> member.name().orElseThrow() + (isPointer(member) ? "*" : ""))
        .toList();
  }

  private static boolean isPointer(MemoryLayout member) {
    return member.withoutName().equals(ValueLayout.ADDRESS);
  }

  private static List<String> fields(String header, String name) {
    Matcher struct = Pattern.compile("typedef struct " + name + " \\{([^}]*)\\}").matcher(header);
    assertThat(struct.find()).as(name).isTrue();
    return Pattern.compile("(?:int64_t|const void (\\*))\\s*(\\w+);")
        .matcher(struct.group(1))
        .results()
        .map(m -> m.group(2) + (m.group(1) == null ? "" : m.group(1)))
        .toList();
  }

  private static MethodType methodType(CHeader.Function function) {
    return MethodType.methodType(
        javaType(function.result()),
        function.parameters().stream().<Class<?>>map(AdamantRtlTest::javaType).toList());
  }

  private static Class<?> javaType(String type) {
    return switch (type) {
      case "int32_t" -> int.class;
      case "int64_t", "uint64_t" -> long.class;
      case "void" -> void.class;
      default -> {
        assertThat(type).endsWith("*");
        yield MemorySegment.class;
      }
    };
  }
}
