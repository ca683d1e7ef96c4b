package dev.adamant.target.libadamant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.bindings.Adamant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every dispatch path that the CPU could run is there and runs, so that the other tests have
 * exercised it. The paths are those that the system property {@value #PROPERTY} names, else those
 * that follow from the flags of the CPU.
 */
class RequiredPathsTest {

  private static final String PROPERTY = "adamant.requiredPaths";

  /** As Linux names them; abm is what compilers call lzcnt. */
  private static final Set<String> AVX2_FLAGS = Set.of("avx2", "fma", "bmi1", "bmi2", "abm");

  private static final Set<String> AVX512_FLAGS =
      Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl");

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  @Test
  void theRequiredPathsAreAvailable() throws IOException {
    assertThat(NativePaths.available()).containsAll(required());
  }

  @Test
  void theRequiredPathsAreExercised() throws IOException {
    List<String> exercised = new ArrayList<>();
    NativePaths.forEach(path -> exercised.add(Adamant.adm_path()));

    assertThat(exercised).containsAll(required());
  }

  @Test
  void autoIsTheBestPath() {
    assertThat(Adamant.adm_select_path("auto")).isEqualTo(Adamant.ADM_OK);
    assertThat(Adamant.adm_path()).isEqualTo(NativePaths.available().getLast());
  }

  @Test
  void anUnknownPathIsRefusedAndChangesNothing() {
    NativePaths.forEach(
        path -> {
          assertThat(Adamant.adm_select_path("sse9")).isEqualTo(Adamant.ADM_EUNAVAILABLE);
          assertThat(Adamant.adm_path()).isEqualTo(path);
        });
  }

  private static List<String> required() throws IOException {
    String named = System.getProperty(PROPERTY, "").strip();
    return named.isEmpty() ? ofThisCpu() : List.of(named.split(" +"));
  }

  private static List<String> ofThisCpu() throws IOException {
    Set<String> flags = flags();
    List<String> paths = new ArrayList<>(List.of("portable"));
    if (flags.containsAll(AVX2_FLAGS)) {
      paths.add("avx2");
      if (flags.containsAll(AVX512_FLAGS)) {
        paths.add("avx512");
      }
    }
    return paths;
  }

  private static Set<String> flags() throws IOException {
    return Files.readAllLines(CPU_INFO).stream()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(line -> Set.copyOf(Arrays.asList(line.replaceFirst(".*: ", "").split(" "))))
        .orElse(Set.of());
  }
}
