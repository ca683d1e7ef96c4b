package dev.adamant.model.geometric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Execution;
import dev.adamant.train.JobSettings;
import dev.adamant.train.Report;
import dev.adamant.train.RunListener;
import dev.adamant.train.TrainingRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What structure makes learnable: to rounding, of few samples, in seconds. */
class LearnedTest {

  @TempDir Path folder;

  private Report train(String... settings) throws Exception {
    JobSettings job = JobSettings.EMPTY;
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      job = job.with(setting.substring(0, equals), setting.substring(equals + 1), "--setting");
    }
    try (Target target = Targets.open("native")) {
      return TrainingRun.start(
          job, new Execution("native", 0, 0), folder.resolve("run"), target, RunListener.NONE);
    }
  }

  /**
   * det/10 has a variance of 0.06; in 32 bits its rounding is below 2^−25 of terms up to about 4.
   */
  @Test
  void twoProductsLearnTheSignedVolumeToRounding() throws Exception {
    Report report =
        train(
            "data.source=signed-volume:train=256,test=128",
            "data.scaling=none",
            "model.kind=products",
            "model.channels=4",
            "model.blocks=2",
            "training.method=exact",
            "training.epochs=26",
            "training.batch=16",
            "optimizer.name=adam",
            "optimizer.rate=0.01",
            "optimizer.schedule=cosine");
    assertThat(report.testLoss()).isLessThan(1e-14);
  }
}
