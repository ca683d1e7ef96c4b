package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.EpochRecord;
import dev.adamant.train.Execution;
import dev.adamant.train.JobSettings;
import dev.adamant.train.RunListener;
import dev.adamant.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code adamant resume} goes on with, and what not. */
class ResumeCommandTest {

  @TempDir private Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void writeData() throws IOException {
    data = CommandRun.irises(folder);
    run = folder.resolve("run");
  }

  private JobSettings settings() throws IOException {
    return JobSettings.EMPTY
        .with("data.source", data.toString(), "test")
        .with("model.hidden", "5", "test")
        .with("training.epochs", "5", "test");
  }

  /** Trains and ends after so many epochs. */
  private void interrupt(int after) throws IOException {
    JobSettings settings = settings();
    RunListener interrupting =
        new RunListener() {
          @Override
          public void epochDone(EpochRecord epoch) {
            if (epoch.epoch() == after) {
              throw new IllegalStateException("interrupted");
            }
          }
        };
    try (Target target = Targets.open("native")) {
      assertThatThrownBy(
              () ->
                  TrainingRun.start(
                      settings, new Execution("native", 0, 0), run, target, interrupting))
          .hasMessage("interrupted");
    }
  }

  @Test
  void anInterruptedRunComesToTheSameModel() throws IOException {
    interrupt(3);
    Path whole = folder.resolve("whole");
    Outcome trained =
        CommandRun.run(
            "train", run.resolve("job.toml").toString(), "--out", whole.toString(), "--json");

    Outcome outcome = CommandRun.run("resume", run.toString(), "--target", "reference");

    assertThat(trained.status()).isZero();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("target     reference: ")
        .contains("\nrun        " + run + "\n")
        .containsPattern("\nresumed    after [23] epochs\n")
        .contains(
            "\nmodel      "
                + run.resolve("model.safetensors")
                + ", sha256 "
                + CommandRun.json(trained.out()).get("modelSha256").asString()
                + "\n");
    assertThat(outcome.err()).contains("epoch 5/5, 100 %");
    assertThat(run.resolve("model.safetensors"))
        .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
    assertThat(run.resolve("loss.png")).isNotEmptyFile();
    assertThat(CommandRun.json(Files.readString(run.resolve("report.json"))).get("targets").size())
        .isEqualTo(2);
  }

  @Test
  void aFinishedRunIsLeftAsItIsButForAMissingPlot() throws IOException {
    Outcome trained =
        CommandRun.run(
            "train", "--data", data.toString(), "--epochs", "2", "--out", run.toString(), "--json");
    byte[] model = Files.readAllBytes(run.resolve("model.safetensors"));
    Files.delete(run.resolve("loss.png"));

    Outcome outcome = CommandRun.run("resume", run.toString());

    assertThat(trained.status()).isZero();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).startsWith("run        " + run + " is finished\ntest  ");
    assertThat(run.resolve("loss.png")).isNotEmptyFile();
    assertThat(run.resolve("model.safetensors")).hasBinaryContent(model);
    assertThat(CommandRun.run("resume", run.toString(), "--json").out()).isEqualTo(trained.out());
  }

  @Test
  void whatIsNoRunIsTold() {
    Outcome missing = CommandRun.run("resume", run.toString(), "--target", "native");
    Outcome other = CommandRun.run("resume", folder.toString(), "--target", "native");

    assertThat(missing.status()).isOne();
    assertThat(missing.err())
        .isEqualTo("adamant resume: " + run + ": there is no such folder: name that of a run\n");
    assertThat(other.status()).isOne();
    assertThat(other.err())
        .isEqualTo(
            "adamant resume: "
                + folder
                + ": holds no run, it has no job.toml: start one by adamant train --out\n");
  }
}
