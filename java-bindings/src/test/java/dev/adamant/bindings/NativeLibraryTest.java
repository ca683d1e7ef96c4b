package dev.adamant.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

  /** Calls twice, to see that the second failure is told as well as the first. */
  static final class TwoCalls {
    private TwoCalls() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try {
          System.out.println(Adamant.adm_path());
        } catch (NativeLibraryException e) {
          System.out.println("caught " + e.getMessage());
        }
      }
      System.out.println(Adamant.ADM_POSIT32);
    }
  }

  @TempDir private Path folder;

  @Test
  void aFileThatIsNoLibraryIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("libadamant.so"), "text");
    assertThatThrownBy(() -> NativeLibrary.load(file))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining(file.toString())
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherVersionOfTheInterfaceIsRefused() {
    NativeLibrary.checkVersion(NativeLibrary.ABI_VERSION, folder);
    int next = NativeLibrary.ABI_VERSION + 1;
    assertThatThrownBy(() -> NativeLibrary.checkVersion(next, folder))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining("version " + next)
        .hasMessageContaining("version " + NativeLibrary.ABI_VERSION);
  }

  @Test
  void everyCallTellsWhyTheLibraryIsMissing() throws IOException, InterruptedException {
    List<String> output =
        run(List.of("-Dadamant.library=/no/such/libadamant.so"), "ADAMANT_PATH", "portable");
    assertThat(output).hasSize(3);
    assertThat(output.subList(0, 2))
        .allSatisfy(
            line -> assertThat(line).startsWith("caught").contains("/no/such/libadamant.so"));
    assertThat(output.getLast()).isEqualTo("" + Adamant.ADM_POSIT32);
  }

  @Test
  void theEnvironmentChoosesThePath() throws IOException, InterruptedException {
    assertThat(run(List.of(), "ADAMANT_PATH", "portable")).startsWith("portable");
    assertThat(run(List.of(), "ADAMANT_PATH", "sideways")).startsWith("unavailable");
  }

  private static List<String> run(List<String> options, String variable, String value)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(options);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", location(Adamant.class) + ":" + location(TwoCalls.class)));
    command.add(TwoCalls.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(variable, value);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  private static Path location(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
