package dev.adamant.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.JavaProcess;
import dev.adamant.bindings.Adamant;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as a process of its own: its streams, its exit status, and a missing library. */
class CalcProcessTest {

  private record Outcome(int status, String out, String err) {}

  @TempDir private Path folder;

  @Test
  void answersOnStandardOutputAndComplainsOnStandardError() throws Exception {
    Outcome outcome =
        run(
            "add 4000 4000\nadd 4000\nadd 4000 4000\n",
            List.of(),
            Map.of(),
            "calc",
            "--format",
            "posit16");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEqualTo("4800\n");
    assertThat(outcome.err()).contains("line 2", "token 3 is missing");
  }

  @Test
  void aNegativeDecimalIsNoOption() throws Exception {
    for (String target : List.of("reference", "native")) {
      Outcome outcome =
          run(
              "",
              List.of(),
              Map.of(),
              "calc",
              "--format",
              "posit16",
              "--target",
              target,
              "add",
              "-1.5",
              "2.5");

      assertThat(outcome).as(target).isEqualTo(new Outcome(0, "4000\n", ""));
    }
  }

  @Test
  void aMissingLibraryIsReportedWithARemedy() throws Exception {
    Outcome outcome =
        run(
            "",
            List.of("-Dadamant.library=/nowhere/libadamant.so"),
            Map.of(),
            "calc",
            "--format=posit16",
            "--target=native",
            "abs",
            "4000");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("native", "/nowhere/libadamant.so", "make -C native")
        .doesNotContain("\tat ");
  }

  @Test
  void anUnusablePathIsReportedWithARemedy() throws Exception {
    Outcome outcome =
        run(
            "",
            List.of(),
            Map.of("ADAMANT_PATH", "sse9"),
            "calc",
            "--format=posit16",
            "--target=native",
            "abs",
            "4000");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("native", "ADAMANT_PATH", "portable")
        .doesNotContain("\tat ");
  }

  private Outcome run(
      String input, List<String> javaOptions, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        JavaProcess.command(
            javaOptions, List.of(CommandLine.class, Adamant.class), Main.class, arguments);
    File in = Files.writeString(folder.resolve("in"), input).toFile();
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectInput(in).redirectOutput(out).redirectError(err);
    builder.environment().putAll(environment);
    int status = builder.start().waitFor();
    return new Outcome(
        status, Files.readString(out.toPath(), UTF_8), Files.readString(err.toPath(), UTF_8));
  }
}
