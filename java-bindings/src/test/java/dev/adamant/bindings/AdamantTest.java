package dev.adamant.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdamantTest {

  private static final int ONE = 0x40000000;
  private static final int TWO = 0x48000000;
  private static final int FIVE = 0x52000000;

  @Test
  void everyFunctionOfTheHeaderIsBoundAndNothingElse() throws IOException {
    Map<String, MethodType> declared = new TreeMap<>();
    CHeader.read("adamant.h")
        .functions()
        .forEach((name, function) -> declared.put(name, methodType(function)));
    Map<String, MethodType> bound =
        Stream.of(Adamant.class, AdamantFloats.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .collect(
                Collectors.toMap(
                    Method::getName, AdamantTest::methodType, (a, b) -> a, TreeMap::new));
    assertThat(declared).hasSizeGreaterThan(10);
    assertThat(bound).isEqualTo(declared);
  }

  @Test
  void everyHandleHasTheTypeOfItsFunction() throws IOException, ReflectiveOperationException {
    for (var entry : CHeader.read("adamant.h").functions().entrySet()) {
      Class<?> holder =
          Class.forName(AdamantHandles.class.getName() + "$" + holderName(entry.getKey()));
      Field field = holder.getDeclaredField("HANDLE");
      field.setAccessible(true);
      MethodType expected = methodType(entry.getValue());
      MethodType raw = expected.changeReturnType(segmentFor(expected.returnType()));
      for (int i = 0; i < raw.parameterCount(); i++) {
        raw = raw.changeParameterType(i, segmentFor(raw.parameterType(i)));
      }
      assertThat(((MethodHandle) field.get(null)).type()).as(entry.getKey()).isEqualTo(raw);
    }
  }

  @Test
  void everyEnumeratorOfTheHeaderIsAConstantAndNothingElse()
      throws IOException, ReflectiveOperationException {
    Map<String, Integer> constants = new TreeMap<>();
    for (Field field : Adamant.class.getFields()) {
      constants.put(field.getName(), field.getInt(null));
    }
    assertThat(constants).isEqualTo(new TreeMap<>(CHeader.read("adamant.h").enumerators()));
  }

  @Test
  void arrayOperationsRun() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_INT, ONE, ONE, ONE, ONE);
      MemorySegment y = arena.allocate(16);
      assertThat(Adamant.adm_zip(Adamant.ADM_ADD, Adamant.ADM_POSIT32, 4, y, 1, x, 1, x, 1))
          .isEqualTo(Adamant.ADM_OK);
      assertThat(y.toArray(ValueLayout.JAVA_INT)).containsOnly(TWO);
      assertThat(Adamant.adm_map(Adamant.ADM_SQRT, Adamant.ADM_POSIT32, 4, y, 1, x, 1)).isZero();
      assertThat(y.toArray(ValueLayout.JAVA_INT)).containsOnly(ONE);
      assertThat(Adamant.adm_fma(Adamant.ADM_POSIT32, 4, y, 1, x, 1, x, 1, x, 1)).isZero();
      assertThat(y.toArray(ValueLayout.JAVA_INT)).containsOnly(TWO);
      MemorySegment doubles = arena.allocate(32, 8);
      assertThat(Adamant.adm_convert(Adamant.ADM_POSIT32, Adamant.ADM_FLOAT64, 4, doubles, 1, y, 1))
          .isZero();
      assertThat(doubles.toArray(ValueLayout.JAVA_DOUBLE)).containsOnly(2);
    }
  }

  @Test
  void randomsAndTheirGreatestRun() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment signs = arena.allocate(400, 4);
      assertThat(
              Adamant.adm_random(
                  Adamant.ADM_RANDOM_SIGN, Adamant.ADM_POSIT32, 100, signs, 1, -1L, -2, -3, 4))
          .isZero();
      assertThat(signs.toArray(ValueLayout.JAVA_INT)).contains(ONE, -ONE).doesNotContain(0);
      MemorySegment greatest = arena.allocate(4, 4);
      assertThat(
              Adamant.adm_extremum(Adamant.ADM_MAX, Adamant.ADM_POSIT32, 100, signs, 1, greatest))
          .isZero();
      assertThat(greatest.get(ValueLayout.JAVA_INT, 0)).isEqualTo(ONE);
    }
  }

  @Test
  void quireOperationsRun() {
    try (Arena arena = Arena.ofConfined()) {
      int words = Adamant.adm_quire_words(Adamant.ADM_POSIT32);
      MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_INT, ONE, TWO);
      MemorySegment y = arena.allocate(4, 4);
      MemorySegment quire = arena.allocate(8L * words, 8);
      MemorySegment other = arena.allocate(8L * words, 8);
      assertThat(Adamant.adm_dot(Adamant.ADM_POSIT32, 2, x, 1, x, 1, quire)).isZero();
      assertThat(Adamant.adm_sum(Adamant.ADM_POSIT32, 2, x, 1, other)).isZero();
      assertThat(Adamant.adm_quire_negate(Adamant.ADM_POSIT32, 1, other)).isZero();
      assertThat(Adamant.adm_quire_merge(Adamant.ADM_POSIT32, 1, quire, other)).isZero();
      assertThat(Adamant.adm_quire_to_posit(Adamant.ADM_POSIT32, 1, quire, y, 1)).isZero();
      assertThat(y.get(ValueLayout.JAVA_INT, 0)).as("1*1 + 2*2 - (1 + 2)").isEqualTo(TWO);
      assertThat(product(arena, x, y)).isZero();
      assertThat(y.get(ValueLayout.JAVA_INT, 0)).as("(1 2) (1 0)'").isEqualTo(ONE);
    }
  }

  @Test
  void productsOfLanesRun() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_INT, ONE, TWO, ONE);
      MemorySegment y = arena.allocate(12, 4);
      MemorySegment three = arena.allocateFrom(ValueLayout.JAVA_LONG, 3);
      MemorySegment strides = arena.allocateFrom(ValueLayout.JAVA_LONG, 1, 0);
      MemorySegment operands = arena.allocateFrom(ValueLayout.JAVA_LONG, x.address(), x.address());
      MemorySegment results = arena.allocateFrom(ValueLayout.JAVA_LONG, y.address());
      MemorySegment counts = arena.allocateFrom(ValueLayout.JAVA_LONG, 2, 1);
      MemorySegment terms = arena.allocateFrom(ValueLayout.JAVA_INT, 0, 1, 0, 0, 1, 1);
      assertThat(
              Adamant.adm_products(
                  Adamant.ADM_POSIT32,
                  1,
                  three,
                  0,
                  3,
                  2,
                  operands,
                  strides,
                  1,
                  results,
                  strides,
                  counts,
                  terms))
          .isZero();
      // x + x·x − 1
      assertThat(y.toArray(ValueLayout.JAVA_INT)).containsExactly(ONE, FIVE, ONE);
    }
  }

  /** y = (x0 x1) * (1 0)'. */
  private static int product(Arena arena, MemorySegment x, MemorySegment y) {
    MemorySegment column = arena.allocateFrom(ValueLayout.JAVA_INT, ONE, 0);
    long bytes = Adamant.adm_matmul_workspace(Adamant.ADM_POSIT32, 1, 1, 2);
    MemorySegment workspace = arena.allocate(Math.max(bytes, 1), 64);
    return Adamant.adm_matmul(
        Adamant.ADM_POSIT32,
        1,
        1,
        2,
        x,
        2,
        1,
        column,
        1,
        1,
        MemorySegment.NULL,
        y,
        1,
        1,
        workspace,
        bytes);
  }

  @Test
  void pathsCanBeSelected() {
    assertThat(Adamant.adm_abi_version()).isEqualTo(NativeLibrary.ABI_VERSION);
    assertThat(Adamant.adm_paths()).startsWith("portable");
    assertThat(Adamant.adm_select_path("sideways")).isEqualTo(Adamant.ADM_EUNAVAILABLE);
    assertThat(Adamant.adm_select_path("portable")).isEqualTo(Adamant.ADM_OK);
    assertThat(Adamant.adm_path()).isEqualTo("portable");
    assertThat(Adamant.adm_select_path("auto")).isEqualTo(Adamant.ADM_OK);
    assertThat(Adamant.adm_select_path(null)).isEqualTo(Adamant.ADM_OK);
    assertThat(Adamant.adm_paths()).endsWith(Adamant.adm_path());
  }

  @Test
  void floatSumsRun() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3);
      assertThat(AdamantFloats.adm_f32_dot(3, x, x)).isEqualTo(14);
      assertThat(AdamantFloats.adm_f32_sum(3, x, 1)).isEqualTo(6);
      MemorySegment product = arena.allocate(4, 4);
      long bytes = AdamantFloats.adm_f32_matmul_workspace(1, 1, 3);
      MemorySegment workspace = arena.allocate(bytes, 64);
      assertThat(
              AdamantFloats.adm_f32_matmul(
                  1, 1, 3, x, 3, 1, x, 1, 1, product, 1, 1, workspace, bytes))
          .isZero();
      assertThat(product.get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(14);
    }
  }

  @Test
  void aBadStatusNamesTheCallAndTheStatus() {
    MemorySegment none = MemorySegment.NULL;
    int status = Adamant.adm_map(-1, Adamant.ADM_POSIT8, 0, none, 1, none, 1);
    assertThatThrownBy(() -> AdamantException.check("adm_map", status))
        .isInstanceOfSatisfying(
            AdamantException.class,
            e -> {
              assertThat(e.call()).isEqualTo("adm_map");
              assertThat(e.status()).isEqualTo(Adamant.ADM_EINVAL);
              assertThat(e.statusName()).isEqualTo("ADM_EINVAL");
            })
        .hasMessageContaining("adm_map returned ADM_EINVAL (-1)");
    AdamantException.check("adm_map", Adamant.ADM_OK);
  }

  /** F32Dot for adm_f32_dot. */
  private static String holderName(String function) {
    return Arrays.stream(function.substring("adm_".length()).split("_"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static MethodType methodType(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
  }

  private static MethodType methodType(CHeader.Function function) {
    return MethodType.methodType(
        javaType(function.result()),
        function.parameters().stream().<Class<?>>map(AdamantTest::javaType).toList());
  }

  private static Class<?> segmentFor(Class<?> type) {
    return type == String.class ? MemorySegment.class : type;
  }

  private static Class<?> javaType(String type) {
    return switch (type) {
      case "int32_t", "uint32_t" -> int.class;
      case "int64_t", "uint64_t" -> long.class;
      case "float" -> float.class;
      case "const char *" -> String.class;
      case "void *",
          "const void *",
          "uint64_t *",
          "const uint64_t *",
          "const int32_t *",
          "const int64_t *",
          "const float *",
          "void *const *",
          "const void *const *" ->
          MemorySegment.class;
      default -> throw new AssertionError("a type that the bindings do not know: " + type);
    };
  }
}
