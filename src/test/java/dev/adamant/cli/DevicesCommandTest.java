package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.target.check.WrongTarget;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code adamant devices} lists, and how it ends. */
class DevicesCommandTest {

  private static final String REMEDY = "No OpenCL platform was found. Install pocl-opencl-icd.";

  private static Target wrong() {
    return WrongTarget.in(Kernel.CONTRACT, DataType.of(Format.POSIT32));
  }

  @Test
  void rightTargetsPassAndWhatCannotBeUsedSaysWhy() {
    FakeTargets targets =
        new FakeTargets().without("opencl", REMEDY).with(() -> Targets.open("reference"));

    Outcome outcome = targets.run(DevicesCommand::commandLine);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .containsPattern("opencl +cannot be used\n +why +No OpenCL platform")
        .containsPattern("reference +PASS  63 computations in [0-9.]+ s\n")
        .containsPattern("kind +reference, processor\n")
        .containsPattern("driver +plain Java")
        .containsPattern("memory +[0-9.]+ [KMGT]iB, shared with the host\n")
        .containsPattern("formats +posit8 .*bposit64 float32 float64\n")
        .containsPattern("route +java\n");
    assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 96);
    assertThat(outcome.complaints()).isEmpty();
  }

  @Test
  void aWrongTargetFails() {
    Outcome outcome =
        new FakeTargets()
            .with(DevicesCommandTest::wrong)
            .with(() -> Targets.open("reference"))
            .run(DevicesCommand::commandLine);

    assertThat(outcome.status()).isOne();
    assertThat(outcome.out())
        .containsPattern("wrong:0 +FAIL")
        .containsPattern("found +contract.*out posit32\\[")
        .containsPattern("reference +PASS");
  }

  @Test
  void targetsForTestsAreListedOnlyWhenAskedFor() {
    FakeTargets targets = new FakeTargets().with(() -> Targets.open("null"));

    assertThat(targets.run(DevicesCommand::commandLine)).isEqualTo(new Outcome(0, "", ""));
    assertThat(targets.run(DevicesCommand::commandLine, "--all").out())
        .containsPattern("null +not checked");
  }

  @Test
  void jsonHasTheSameFacts() {
    Outcome outcome =
        new FakeTargets()
            .without("opencl", REMEDY)
            .with(DevicesCommandTest::wrong)
            .with(() -> Targets.open("reference"))
            .run(DevicesCommand::commandLine, "--json");

    JsonNode rows = new JsonMapper().readTree(outcome.out());
    assertThat(outcome.status()).isOne();
    assertThat(rows.size()).isEqualTo(3);
    assertThat(rows.get(0).get("kind").asString()).isEqualTo("opencl");
    assertThat(rows.get(0).get("status").asString()).isEqualTo("UNUSABLE");
    assertThat(rows.get(0).get("problem").asString()).isEqualTo(REMEDY);
    assertThat(rows.get(1).get("status").asString()).isEqualTo("FAIL");
    assertThat(rows.get(1).get("problem").asString()).contains("must be 0x");
    JsonNode reference = rows.get(2);
    assertThat(reference.get("status").asString()).isEqualTo("PASS");
    assertThat(reference.get("computations").asInt()).isEqualTo(63);
    assertThat(reference.get("memoryBytes").asLong()).isPositive();
    assertThat(reference.get("computeUnits").asInt()).isPositive();
    assertThat(reference.get("formats").get(6).asString()).isEqualTo("bposit64");
    assertThat(reference.get("route").asString()).isEqualTo("java");
  }

  @Test
  void theCommandsAreThoseOfAdamant() {
    assertThat(Main.commandLine().getSubcommands()).containsKeys("devices", "selftest", "bench");
  }
}
