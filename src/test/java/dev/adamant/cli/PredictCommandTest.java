package dev.adamant.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Predictor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code adamant predict} answers. */
class PredictCommandTest {

  private static final String ROWS = "3,0,0,0\n0,3,0,1\n0,0,3,2\n";
  private static final String CLASSES = "\"iris, setosa\"\nversicolor\nvirginica\n";

  @TempDir private static Path folder;
  private static String run;
  private static String plane;

  @BeforeAll
  static void train() throws IOException {
    run = trained(CommandRun.irises(folder), "classes", "20", "6");
    plane = trained(CommandRun.plane(folder), "numbers", "200", "none");
  }

  private static String trained(Path data, String name, String epochs, String hidden) {
    String out = folder.resolve(name).toString();
    Outcome outcome =
        CommandRun.run(
            "train",
            "--data",
            data.toString(),
            "--hidden",
            hidden,
            "--epochs",
            epochs,
            "--target",
            "native",
            "--out",
            out);
    assertThat(outcome.status()).isZero();
    return out;
  }

  private static Outcome predict(String rows, String... arguments) {
    Outcome outcome = CommandRun.predict(rows, arguments);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    return outcome;
  }

  @Test
  void everyRowHasALineOnEveryTarget() {
    for (String target : List.of("native", "reference")) {
      assertThat(predict(ROWS, run, "--target", target).out()).isEqualTo(CLASSES);
      assertThat(predict("a,b,c,d\r\n" + ROWS.replace("\n", "\r\n\r\n"), run).out())
          .isEqualTo(CLASSES);
      assertThat(predict(ROWS, run + "/model.safetensors", "--target", target).out())
          .isEqualTo(CLASSES);
    }
    assertThat(predict("", run).out()).isEmpty();
  }

  @Test
  void moreRowsThanABatchAreAnswered() {
    assertThat(predict(ROWS.repeat(200), run).out()).isEqualTo(CLASSES.repeat(200));
  }

  @Test
  void probabilitiesFollowTheClass() {
    List<String> lines = predict(ROWS, run, "--probabilities").out().lines().toList();

    assertThat(lines).hasSize(3);
    String[] cells = lines.get(1).split(",");
    assertThat(cells).hasSize(4);
    assertThat(cells[0]).isEqualTo("versicolor");
    double sum = 0;
    for (int i = 1; i < 4; i++) {
      sum += Double.parseDouble(cells[i]);
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(Double.parseDouble(cells[2])).isGreaterThan(0.5);
  }

  @Test
  void jsonHasAnObjectALine() throws IOException {
    List<String> lines = predict(ROWS, run, "--json").out().lines().toList();

    assertThat(lines).hasSize(3);
    JsonNode answer = CommandRun.json(lines.get(0));
    assertThat(answer.get("class").asString()).isEqualTo("iris, setosa");
    assertThat(answer.get("label").asInt()).isZero();
    assertThat(answer.get("probabilities").size()).isEqualTo(3);
    List<Double> outputs = new ArrayList<>();
    answer.get("outputs").forEach(value -> outputs.add(value.asDouble()));
    try (Target target = Targets.open("reference");
        Predictor predictor = Predictor.open(Path.of(run, "model.safetensors"), target, 1)) {
      assertThat(predictor.predict(List.of(new double[] {3, 0, 0, 0})).getFirst().outputs())
          .isEqualTo(outputs);
    }
  }

  @Test
  void regressionAnswersNumbers() {
    String line = predict("0.5,0.5\n", plane).out();

    assertThat(Double.parseDouble(line)).isCloseTo(0.62, within(0.1));
    JsonNode answer = CommandRun.json(predict("0.5,0.5\n", plane, "--json").out());
    assertThat(answer.propertyNames()).containsExactly("outputs");
    assertThat(answer.get("outputs").get(0).asDouble()).isEqualTo(Double.parseDouble(line));
    Outcome refused = CommandRun.predict("0.5,0.5\n", plane, "--probabilities");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "adamant predict: "
                + plane
                + "/model.safetensors: was trained with the loss mse and has no probabilities:"
                + " leave out --probabilities, or train with cross-entropy\n");
  }

  @Test
  void aMalformedRowEndsTheAnswersAndIsNamed() {
    Outcome wide = CommandRun.predict(ROWS + "1,2,3,4,5\n" + ROWS, run);

    assertThat(wide.status()).isEqualTo(2);
    assertThat(wide.out()).isEqualTo(CLASSES);
    assertThat(wide.err())
        .isEqualTo(
            "adamant predict: standard input: row 4 has 5 cells, the model takes 4: one for each"
                + " feature\n");
    Outcome word = CommandRun.predict(ROWS + "1,2,three,4\n", run, "--json");
    assertThat(word.status()).isEqualTo(2);
    assertThat(word.out().lines()).hasSize(3);
    assertThat(word.err())
        .isEqualTo(
            "adamant predict: standard input: row 4 has in column 3 \"three\", must be a number"
                + " with a decimal point\n");
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void anAnswerComesBeforeTheNextRowIsAskedFor() throws Exception {
    try (PipedInputStream in = new PipedInputStream();
        PipedWriter out = new PipedWriter();
        BufferedReader answers = new BufferedReader(new PipedReader(out))) {
      CompletableFuture<Integer> status;
      try (PipedOutputStream rows = new PipedOutputStream(in)) {
        status =
            CompletableFuture.supplyAsync(
                () ->
                    PredictCommand.commandLine(TargetSource.MACHINE, in)
                        .setOut(new PrintWriter(out))
                        .execute(run, "--target", "native"));
        for (String row : ROWS.lines().toList()) {
          rows.write((row + "\n").getBytes(UTF_8));
          rows.flush();
          assertThat(CLASSES.lines()).contains(answers.readLine());
        }
      }
      assertThat(status.get()).isZero();
    }
  }
}
