package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.adamant.JavaProcess;
import dev.adamant.bindings.Adamant;
import dev.adamant.cli.FakeTargets.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import picocli.CommandLine;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** Training from beginning to end, and a process that is interrupted. */
class TrainProcessTest {

  @TempDir private Path folder;

  @Test
  void digitsAreTrainedEvaluatedPredictedAndCompared() throws IOException {
    String run = folder.resolve("digits").toString();

    Outcome trained = CommandRun.run("train", "--epochs", "2", "--out", run, "--json");

    assertThat(trained.status()).isZero();
    JsonNode report = CommandRun.json(trained.out());
    assertThat(report.get("testAccuracy").asDouble()).isGreaterThan(0.8);
    assertThat(report.get("format").asString()).isEqualTo("bposit32");
    assertThat(report.get("parameters").asInt()).isEqualTo(64 * 65 + 64 * 65 + 10 * 65);
    JsonNode found = CommandRun.json(CommandRun.run("evaluate", run, "--json").out());
    assertThat(found.get("accuracy")).isEqualTo(report.get("testAccuracy"));
    String row = "0,".repeat(63) + "16\n";
    assertThat(CommandRun.predict(row, run).out()).matches("[0-9]\n");
    assertThat(CommandRun.run("compare", run).out()).contains("data digits, network 64-64 relu");
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void anInterruptedProcessSaysHowToGoOn() throws Exception {
    Path run = folder.resolve("run");
    Path data = CommandRun.irises(folder);
    List<String> command =
        JavaProcess.command(
            List.of(),
            List.of(
                Adamant.class,
                CommandLine.class,
                JsonParser.class,
                JsonMapper.class,
                JsonProperty.class,
                TomlMapper.class,
                XYChart.class),
            Main.class,
            "train",
            "--data",
            data.toString(),
            "--epochs",
            "1000000",
            "--target",
            "native",
            "--out",
            run.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      while (!Files.exists(run.resolve("log.jsonl")) && process.isAlive()) {
        Thread.sleep(20);
      }
      // As Ctrl-C, which a process that was begun in the background may ignore.
      new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
      List<String> lines;
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        lines = output.lines().toList();
      }
      assertThat(process.waitFor()).isEqualTo(143);
      assertThat(lines).contains("interrupted: go on with adamant resume " + run);
      assertThat(run.resolve("job.toml")).exists();
      assertThat(run.resolve("report.json")).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }
}
