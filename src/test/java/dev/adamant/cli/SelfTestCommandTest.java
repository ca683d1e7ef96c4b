package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.Kernel;
import dev.adamant.target.check.WrongTarget;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code adamant selftest} says and how it ends. */
class SelfTestCommandTest {

  private static final FakeTargets RIGHT = new FakeTargets().with(WrongTarget::right);
  private static final FakeTargets WRONG =
      new FakeTargets().with(() -> WrongTarget.in(Kernel.ZIP, DataType.of(Format.BPOSIT16)));

  private static Outcome run(FakeTargets targets, String arguments) {
    return targets.run(SelfTestCommand::commandLine, arguments.split(" "));
  }

  @Test
  void aRightTargetPasses() {
    Outcome outcome = passed(0.3);
    for (double seconds = 1; seconds < 100 && !outcome.out().contains("\nposit8 "); seconds *= 5) {
      // The machine had no time for the trials meanwhile.
      outcome = passed(seconds);
    }

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("wrong:0: ")
        .contains(", seed 7\n")
        .containsPattern("\nposit8 +\\d+")
        .containsPattern("\nPASS: [0-9,]+ trials in [0-9.]+ s");
    assertThat(outcome.complaints()).isEmpty();
  }

  private static Outcome passed(double seconds) {
    return run(RIGHT, "--target wrong:0 --seed 7 --seconds " + seconds);
  }

  @Test
  void theFirstDifferenceIsToldAndCanBeHadAgain() {
    Outcome outcome = run(WRONG, "--target wrong:0 --seconds 60 --seed 7");

    List<String> lines = outcome.out().lines().toList();
    String found = lines.get(lines.size() - 2);
    String again = lines.getLast();
    assertThat(outcome.status()).isOne();
    assertThat(found)
        .matches(
            "trial \\d+, zip \\w+: out bposit16\\[.*; out: element \\[.*\\] is 0x[0-9a-f]{4}"
                + " \\(.*\\), must be 0x[0-9a-f]{4} \\(.*\\)");
    assertThat(again).matches("again: adamant selftest --target wrong:0 --seed 7 --trial \\d+");

    Outcome repeated = run(WRONG, again.replace("again: adamant selftest ", ""));

    assertThat(repeated.status()).isOne();
    assertThat(repeated.out().lines()).contains(found, again);
    assertThat(repeated.out()).contains("FAIL after 1 trials");
    assertThat(run(RIGHT, again.replace("again: adamant selftest ", "")).status()).isZero();
  }

  @Test
  void jsonHasTheSame() {
    Outcome right = run(RIGHT, "--target wrong:0 --seconds 0.1 --json");
    JsonNode passed = new JsonMapper().readTree(right.out());
    assertThat(right.status()).isZero();
    assertThat(passed.get("status").asString()).isEqualTo("PASS");
    assertThat(passed.get("trials").asLong()).isPositive();
    assertThat(passed.has("finding")).isFalse();

    Outcome wrong = run(WRONG, "--target wrong:0 --seconds 60 --seed 7 --json");
    JsonNode failed = new JsonMapper().readTree(wrong.out());
    JsonNode finding = failed.get("finding");
    assertThat(wrong.status()).isOne();
    assertThat(failed.get("target").get("name").asString()).isEqualTo("wrong:0");
    assertThat(failed.get("seed").asLong()).isEqualTo(7);
    assertThat(finding.get("kernel").asString()).isEqualTo("zip");
    assertThat(finding.get("type").asString()).isEqualTo("bposit16");
    assertThat(finding.get("expected").asString()).isNotEqualTo(finding.get("actual").asString());
    assertThat(finding.get("again").asString())
        .isEqualTo(
            "adamant selftest --target wrong:0 --seed 7 --trial " + finding.get("trial").asLong());
  }

  @Test
  void aTargetThatIsNotThereIsToldInALine() {
    Outcome outcome = run(RIGHT, "--target wrong:9");

    assertThat(outcome.status()).isOne();
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .containsExactly(
            "selftest: the target wrong:9 is not available: there is no such device. Plug one in.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--seconds 1",
        "--target gpu",
        "--target wrong:0 --seconds 0",
        "--target wrong:0 --seconds NaN",
        "--target wrong:0 --seed x",
        "--target wrong:0 --trial 3",
        "--target wrong:0 --seed 1 --trial -3"
      })
  void aMalformedCommandLineHasStatusTwo(String arguments) {
    Outcome outcome = run(RIGHT, arguments);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    String option =
        Arrays.stream(arguments.split(" ")).filter(a -> a.startsWith("--")).toList().getLast();
    assertThat(outcome.err()).contains(arguments.equals("--seconds 1") ? "--target" : option);
  }
}
