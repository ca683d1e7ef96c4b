package dev.adamant.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs about training, over jobs of one epoch. */
class TrainingProgramsTest {

  private static final List<String> SMALL = List.of("--epochs", "1", "--width", "8");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final PrintWriter outWriter = new PrintWriter(out);
  private final PrintWriter errWriter = new PrintWriter(err);

  private static String[] with(String... more) {
    return Stream.concat(SMALL.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private List<String> rows() {
    return out.toString()
        .lines()
        .filter(line -> line.startsWith("| ") && line.matches(".*[0-9] ± [0-9].*"))
        .toList();
  }

  @Test
  void everyMethodIsARowBesideBackprop(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("rows.json");
    Path plot = folder.resolve("rows.png");
    int status =
        TrainingTable.execute(
            outWriter,
            errWriter,
            with(
                "--batch", "256",
                "--methods", "local,local-activity",
                "--tangents", "1,2",
                "--depths", "2,3",
                "--seeds", "1",
                "--rates", "backprop=0.1,local=0.1,local-activity=0.03",
                "--json", json.toString(),
                "--plot", plot.toString()));
    assertThat(status).as(err.toString()).isZero();
    assertThat(rows().stream().map(row -> row.split(" \\| ", -1)[1]))
        .containsExactly(
            "backprop",
            "local",
            "local-activity",
            "local-activity",
            "backprop",
            "local",
            "local-activity",
            "local-activity");
    assertThat(rows().getFirst()).startsWith("| 2 | backprop |  | 0.1 |").contains("| +0.0 |");
    assertThat(Files.readString(json)).contains("\"accuracies\"", "\"tangents\": 2");
    assertThat(Files.readAllBytes(plot)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void aRateIsChosenFromTheGrid() {
    int status =
        TrainingTable.execute(
            outWriter,
            errWriter,
            with(
                "--methods", "backprop-checkpointed",
                "--depths", "2",
                "--seeds", "2",
                "--batch", "16",
                "--grid", "1e-9,0.2"));
    assertThat(status).as(err.toString()).isZero();
    assertThat(rows()).hasSize(2).allMatch(row -> row.contains("| 0.2 |"));
    assertThat(err.toString()).contains("rate 1.0E-9, validation");
  }

  @Test
  void formatsStandBesideFloat32() {
    int status =
        FormatTable.execute(
            outWriter,
            errWriter,
            with(
                "--batch", "256",
                "--formats", "bposit32,posit8/posit16",
                "--seeds", "1",
                "--rate", "0.1"));
    assertThat(status).as(err.toString()).isZero();
    assertThat(rows().stream().map(row -> row.split(" ", -1)[1]))
        .containsExactly("float32", "bposit32", "posit8/posit16");
  }

  @Test
  void memoryIsPlannedAtEveryDepth(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("memory.json");
    Path plot = folder.resolve("memory.png");
    int status =
        MemoryTable.execute(
            outWriter,
            errWriter,
            "--depths",
            "2,5",
            "--json",
            json.toString(),
            "--plot",
            plot.toString());
    assertThat(status).as(err.toString()).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("| 5 |"))).hasSize(2);
    assertThat(Files.readString(json)).contains("\"depth\": 5", "\"backprop-checkpointed\"");
    assertThat(Files.readAllBytes(plot)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void whatIsWrongIsOneLine() {
    assertThat(TrainingTable.execute(outWriter, errWriter, "--methods", "magic")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("bench: ").contains("magic");
    assertThat(FormatTable.execute(outWriter, errWriter, "--formats", "posit9000")).isEqualTo(1);
    assertThat(FormatTable.execute(outWriter, errWriter, "--seeds", "0")).isEqualTo(1);
    assertThat(MemoryTable.execute(outWriter, errWriter, "--depths", "0")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }
}
