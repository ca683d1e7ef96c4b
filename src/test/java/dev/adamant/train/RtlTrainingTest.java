package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.Accounting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A training job on simulated hardware makes the files of the reference. */
@EnabledIfSystemProperty(named = "adamant.requiredSimulators", matches = ".*\\brtl\\b.*")
class RtlTrainingTest {

  @TempDir private Path folder;

  private byte[] model(String run) throws IOException {
    return Files.readAllBytes(new RunFiles(folder.resolve(run)).model());
  }

  private byte[] checkpoint(String run) throws IOException {
    return Files.readAllBytes(new RunFiles(folder.resolve(run)).checkpoint());
  }

  @Test
  void theHardwareMakesTheSameFiles() throws IOException {
    JobSettings settings =
        Runs.settings(
            Runs.classes(folder),
            "training.epochs=1",
            "precision.compute=posit16",
            "precision.storage=bposit32",
            "precision.optimizer=posit16");
    Runs.start(settings, folder.resolve("base"), "reference", 0, RunListener.NONE, Runs.NEVER);
    Runs.start(settings, folder.resolve("whole"), "rtl", 0, RunListener.NONE, Runs.NEVER);
    Runs.start(settings, folder.resolve("cut"), "rtl", 7, RunListener.NONE, Runs.NEVER);

    assertThat(model("whole")).isEqualTo(model("base"));
    assertThat(model("cut")).isEqualTo(model("base"));
    assertThat(checkpoint("whole")).isEqualTo(checkpoint("base"));
    assertThat(checkpoint("cut")).isEqualTo(checkpoint("base"));
    assertThat(Accounting.process().liveBytes()).isZero();
  }
}
