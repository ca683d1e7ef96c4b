package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.adamant.cli.FakeTargets.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code adamant plan} predicts, prints and leaves behind. */
class PlanCommandTest {

  private static final String CACHE = "adamant.cache";

  @TempDir private Path folder;
  private Path data;
  private String cacheBefore;

  @BeforeEach
  void useACacheOfItsOwn() throws IOException {
    data = CommandRun.irises(folder);
    cacheBefore = System.setProperty(CACHE, folder.resolve("cache").toString());
  }

  @AfterEach
  void useTheCacheOfBefore() {
    if (cacheBefore == null) {
      System.clearProperty(CACHE);
    } else {
      System.setProperty(CACHE, cacheBefore);
    }
  }

  private Outcome plan(String... more) {
    return run("plan", more);
  }

  private Outcome run(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--data", data.toString(), "--hidden", "6"));
    arguments.addAll(List.of(more));
    return CommandRun.run(arguments.toArray(String[]::new));
  }

  @Test
  void itPredictsAndSaysHowWrongThatWas() throws IOException {
    Outcome outcome =
        plan("--target", "native", "--epochs", "8", "--calibrate", "0.3", "--measure", "0.2");

    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("target     native: ")
        .contains("\nnetwork    4-6-3, relu, cross-entropy: 51 parameters\n")
        .containsPattern("\nwork of a step +count +shape +cut +who +ms each +of step\n")
        .containsPattern(
            "\ncontract bposit32 > bposit32 [a-z]+ +[0-9]+ +[0-9]+x[0-9]+x[0-9]+ +- +native"
                + " +[0-9.]+ +[0-9.]+ %\n")
        .containsPattern("\nknown      all [0-9]+ amounts of work were measured\n")
        .contains("\nshares     native 100 % of the operations\n")
        .containsPattern("\nstep       [0-9.]+ ms predicted\n")
        .containsPattern("\nepoch      [0-9.]+ s predicted: 3 steps, then 18 samples evaluated\n")
        .containsPattern("\njob        [0-9.]+ s predicted: 8 epochs\n")
        .containsPattern(
            "\n"
                + "measured   [0-9.]+ ms a step, the median of [0-9,]+ steps? \\(a quarter within"
                + " [0-9.]+ ms\\): predicted [0-9.]+ % too (short|long)\n");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("irises.csv", "cache");
    }
    try (Stream<Path> kept = Files.list(folder.resolve("cache/calibration"))) {
      assertThat(kept.map(f -> f.getFileName().toString()))
          .singleElement()
          .asString()
          .matches("native-[0-9a-f]{16}\\.json");
    }
  }

  @Test
  void whatWasMeasuredIsKnownToTheNextAndToTraining() throws IOException {
    assertThat(plan("--target", "native", "--calibrate", "0.3", "--measure", "0").status())
        .isZero();

    Outcome stored =
        plan("--target", "native", "--no-calibration", "--measure", "0", "--json", "--epochs", "4");
    assertThat(stored.status()).isZero();
    JsonNode json = CommandRun.json(stored.out());
    assertThat(json.get("unknownAmounts").asInt()).isZero();
    assertThat(json.get("measured").isNull()).isTrue();
    double step = json.get("stepSeconds").asDouble();
    assertThat(step).isPositive();
    double sum = 0;
    for (JsonNode line : json.get("step")) {
      sum += line.get("count").asLong() * line.get("seconds").asDouble();
      assertThat(line.get("shares").propertyNames()).containsExactly("native");
    }
    assertThat(sum).isCloseTo(step, withinPercentage(0.01));
    assertThat(json.get("steps").asInt()).isEqualTo(3);
    assertThat(json.get("jobSeconds").asDouble())
        .isCloseTo(4 * json.get("epochSeconds").asDouble(), withinPercentage(0.01));
    assertThat(json.get("shares").get("native").asDouble()).isCloseTo(1, within(1e-9));
    assertThat(stored.err()).startsWith("target     native: ");

    Outcome trained = run("train", "--target", "native", "--epochs", "4", "--out", folder + "/run");
    assertThat(trained.status()).isZero();
    assertThat(trained.out())
        .containsPattern(
            "\nplan       [0-9.]+ s for all epochs, they took [0-9.]+ s: predicted [0-9.]+ % too"
                + " (short|long)\n");
    // Of other work nothing is known, and training measures none.
    Outcome wider =
        run(
            "train",
            "--target",
            "native",
            "--epochs",
            "1",
            "--hidden",
            "7",
            "--out",
            folder + "/wider");
    assertThat(wider.status()).isZero();
    assertThat(wider.out()).doesNotContain("\nplan ");
  }

  @Test
  void withNothingKnownNothingIsPredicted() throws IOException {
    Outcome outcome = plan("--target", "reference", "--no-calibration", "--measure", "0.01");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .containsPattern("\nknown      0 of [0-9]+ amounts of work were measured, the others")
        .contains("\nstep       no time predicted\n")
        .contains("ms): nothing was predicted\n");
    JsonNode json =
        CommandRun.json(
            plan("--target", "reference", "--no-calibration", "--measure", "0.01", "--json").out());
    assertThat(json.get("stepSeconds").isNull()).isTrue();
    assertThat(json.get("measured").get("error").isNull()).isTrue();
    assertThat(json.get("measured").get("stepSeconds").asDouble()).isPositive();
    assertThat(folder.resolve("cache/calibration")).doesNotExist();
  }

  @Test
  void ofSeveralWithNothingKnownNothingIsPredictedEither() throws IOException {
    Outcome outcome =
        plan(
            "--target",
            "native,reference",
            "--no-calibration",
            "--measure",
            "0",
            "--placement",
            "spread");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .containsPattern("\nknown      0 of [0-9]+ amounts of work were measured, the others")
        .contains("\nstep       no time predicted\n")
        .doesNotContain("\nshares ");
  }

  @Test
  void severalTargetsAreAnEnsemble() throws IOException {
    Outcome outcome =
        plan(
            "--target",
            "native,reference",
            "--placement",
            "spread",
            "--calibrate",
            "0.3",
            "--measure",
            "0.1",
            "--json");

    assertThat(outcome.status()).isZero();
    JsonNode json = CommandRun.json(outcome.out());
    assertThat(json.get("target").get("name").asString()).isEqualTo("native,reference");
    assertThat(json.get("stepSeconds").asDouble()).isPositive();
    double shares = 0;
    for (JsonNode share : json.get("shares")) {
      shares += share.asDouble();
    }
    assertThat(shares).isCloseTo(1, within(1e-9));
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThat(plan("--measure", "-1").complaints())
        .first()
        .asString()
        .endsWith("plan: --measure is -1.0: expected 0 to 3600.0 seconds");
    assertThat(plan("--calibrate", "1e9").status()).isEqualTo(2);
    assertThat(plan("--placement", "fair").complaints())
        .first()
        .asString()
        .contains("--placement: ", "fair", "balanced", "spread", "random:SEED");
    assertThat(plan("--deadline", "0").complaints())
        .first()
        .asString()
        .endsWith("plan: --deadline is 0.0: expected above 0 to 1000000 seconds");
    assertThat(plan("--target", "native,,reference").complaints())
        .first()
        .asString()
        .endsWith("plan: --target is \"native,,reference\": there is a comma too many");
    assertThat(plan("--target", "auto,native").complaints())
        .first()
        .asString()
        .contains("--target is \"auto,native\": auto stands alone");
    assertThat(plan("--target", "native,reference", "--trace", folder.toString()).complaints())
        .first()
        .asString()
        .endsWith("--trace is " + folder + ": it is a folder, name a file in it");
    assertThat(plan("--target", "native,native").complaints())
        .first()
        .asString()
        .endsWith("plan: --target is \"native,native\": native is named twice");
    Outcome forTests = plan("--target", "native,null");
    assertThat(forTests.status()).isEqualTo(1);
    assertThat(forTests.err()).contains("null").contains("it is for tests and computes nothing");
    assertThat(forTests.err().lines()).hasSize(1);
  }
}
