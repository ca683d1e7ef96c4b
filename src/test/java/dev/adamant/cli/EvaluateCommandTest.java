package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.cli.FakeTargets.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code adamant evaluate} finds, and what it refuses. */
class EvaluateCommandTest {

  @TempDir private static Path folder;
  private static Path data;
  private static Path run;
  private static JsonNode report;

  @BeforeAll
  static void train() throws IOException {
    data = CommandRun.irises(folder);
    run = folder.resolve("run");
    Outcome outcome =
        CommandRun.run(
            "train",
            "--data",
            data.toString(),
            "--hidden",
            "6",
            "--epochs",
            "12",
            "--seed",
            "4",
            "--target",
            "native",
            "--out",
            run.toString(),
            "--json");
    assertThat(outcome.status()).isZero();
    report = CommandRun.json(outcome.out());
  }

  private static Outcome evaluate(Path model, String... more) {
    String[] arguments = new String[more.length + 4];
    arguments[0] = "evaluate";
    arguments[1] = model.toString();
    arguments[2] = "--target";
    arguments[3] = "native";
    System.arraycopy(more, 0, arguments, 4, more.length);
    return CommandRun.run(arguments);
  }

  private static JsonNode figures(Path model, String... more) {
    String[] arguments = java.util.Arrays.copyOf(more, more.length + 1);
    arguments[more.length] = "--json";
    Outcome outcome = evaluate(model, arguments);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    return CommandRun.json(outcome.out());
  }

  @Test
  void aRunIsJudgedByItsOwnTestPart() {
    JsonNode found = figures(run);

    assertThat(found.get("part").asString()).isEqualTo("test");
    assertThat(found.get("samples").asInt()).isEqualTo(18);
    assertThat(found.get("accuracy")).isEqualTo(report.get("testAccuracy"));
    assertThat(found.get("loss")).isEqualTo(report.get("testLoss"));
    assertThat(found.get("dataSha256")).isEqualTo(report.get("dataSha256"));
    assertThat(figures(run, "--data", data.toString(), "--part", "test")).isEqualTo(found);
    assertThat(figures(run, "--part", "train").get("samples").asInt()).isEqualTo(72);
  }

  @Test
  void aModelAloneIsJudgedByAllOfTheData() {
    JsonNode found = figures(run.resolve("model.safetensors"), "--data", data.toString());

    assertThat(found.get("part").asString()).isEqualTo("all");
    assertThat(found.get("samples").asInt()).isEqualTo(90);
    int right = 0;
    int all = 0;
    for (int is = 0; is < 3; is++) {
      JsonNode row = found.get("confusion").get(is);
      int count = 0;
      for (JsonNode taken : row) {
        count += taken.asInt();
      }
      assertThat(count).isEqualTo(30);
      right += row.get(is).asInt();
      all += count;
    }
    assertThat(found.get("accuracy").asDouble()).isEqualTo((double) right / all);
    JsonNode test =
        figures(
            run.resolve("model.safetensors"),
            "--data",
            data.toString(),
            "--part",
            "test",
            "--seed",
            "4");
    assertThat(test.get("loss")).isEqualTo(report.get("testLoss"));
  }

  @Test
  void aPersonSeesWhatIsTakenForWhat() {
    Outcome outcome = evaluate(run, "--part", "all");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("target     native: ")
        .contains("\npart       all: 90 samples\n")
        .containsPattern("\naccuracy   [0-9.]+ %: [0-9]+ are right\nloss       [0-9.]+\n")
        .containsPattern("\nis \\\\ taken for +iris, setosa +versicolor +virginica +right\n")
        .containsPattern("\nversicolor +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+ %\n");
  }

  @Test
  void regressionHasAnErrorAndNoMatrix() throws IOException {
    Path plane = CommandRun.plane(folder);
    Path other = folder.resolve("plane");
    CommandRun.run(
        "train",
        "--data",
        plane.toString(),
        "--epochs",
        "2",
        "--hidden",
        "none",
        "--target",
        "native",
        "--out",
        other.toString());

    assertThat(evaluate(other).out())
        .containsPattern(
            "\npart       test: 12 samples\nrmse       [0-9.]+\nloss       [0-9.]+\n$");
    JsonNode found = figures(other);
    assertThat(found.get("accuracy").isNull()).isTrue();
    assertThat(Math.pow(found.get("rmse").asDouble(), 2))
        .isCloseTo(
            found.get("loss").asDouble(), org.assertj.core.data.Percentage.withPercentage(1e-3));
  }

  @Test
  void dataThatHasChangedIsTold() throws IOException {
    Path copy = Files.copy(data, folder.resolve("changing.csv"));
    Path other = folder.resolve("changing");
    CommandRun.run(
        "train",
        "--data",
        copy.toString(),
        "--epochs",
        "1",
        "--target",
        "native",
        "--out",
        other.toString());
    Files.writeString(copy, Files.readString(copy) + "1,2,3,4,versicolor\n");

    Outcome outcome = evaluate(other);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err())
        .startsWith(copy + " is not what the run learned from, it had the sha256 ");
  }

  @Test
  void anotherModelThanTheRunsIsTold() throws IOException {
    Path other = folder.resolve("exchanged");
    CommandRun.run(
        "train",
        "--data",
        data.toString(),
        "--epochs",
        "1",
        "--seed",
        "77",
        "--target",
        "native",
        "--out",
        other.toString());
    assertThat(evaluate(other).err()).isEmpty();
    Path model = other.resolve("model.safetensors");
    Files.copy(run.resolve("model.safetensors"), model, StandardCopyOption.REPLACE_EXISTING);

    Outcome outcome = evaluate(other);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).startsWith(model + " is not the model of the run's report, it has");
  }

  private static void refused(Outcome outcome, int status, String message) {
    assertThat(outcome.err().lines().findFirst()).hasValue("adamant evaluate: " + message);
    assertThat(outcome.err().lines().count()).isLessThanOrEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.status()).isEqualTo(status);
  }

  @Test
  void whatDoesNotFitIsTold() throws IOException {
    Path model = run.resolve("model.safetensors");
    refused(
        evaluate(model),
        2,
        "--data is missing: " + model + " is no run directory that says what it was made from");
    refused(
        evaluate(folder.resolve("nothing")),
        2,
        folder.resolve("nothing") + ": there is no such model.safetensors or run directory");
    refused(
        evaluate(folder),
        2,
        folder + ": is no run directory, it has no model.safetensors and no job.toml");
    refused(
        evaluate(run, "--part", "validation"),
        2,
        data
            + ": no samples are held out for validation: name another --part, or a --validation"
            + " fraction");
    refused(
        evaluate(run, "--data", "digits"),
        2,
        "digits: has the classes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, the model iris, setosa, versicolor,"
            + " virginica: take the data that the model was made for");
    Path narrow = folder.resolve("narrow.csv");
    Files.writeString(narrow, "a,kind\n1,versicolor\n2,virginica\n");
    refused(
        evaluate(run, "--data", narrow.toString()),
        2,
        narrow
            + ": 2 samples, 1 features, 3 classes, for classification; the model takes 4 features"
            + " and gives 3 classes: give it data of the kind that it was made from");
    Path damaged = folder.resolve("damaged.safetensors");
    Files.write(damaged, java.util.Arrays.copyOf(Files.readAllBytes(model), 500));
    assertThat(evaluate(damaged, "--data", data.toString()).status()).isEqualTo(2);
  }
}
