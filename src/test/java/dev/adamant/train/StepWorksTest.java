package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.data.Shuffle;
import dev.adamant.memory.DataType;
import dev.adamant.schedule.Amount;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written down of a step on paper is the work of a real one. */
class StepWorksTest {

  @TempDir private Path folder;

  /** Does work and keeps its amounts. */
  private static final class Witness extends QueuedTarget {

    private final Target target = Targets.open("native");
    private final List<Amount> seen = new ArrayList<>();

    Witness() {
      super("witness");
    }

    @Override
    public TargetInfo info() {
      return target.info();
    }

    @Override
    public boolean supports(Kernel kernel, DataType type) {
      return target.supports(kernel, type);
    }

    @Override
    protected void execute(Work work) {
      seen.add(Amount.of(work));
      target.run(work);
    }

    @Override
    protected void release() {
      target.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.method=local",
        "training.method=exact",
        "training.method=backprop",
        "training.method=backprop-checkpointed",
        "training.method=local-activity training.tangents=3",
        "training.method=activity-perturbation training.tangents=3",
        "training.method=weight-perturbation training.tangents=3 training.aggregate=mean",
        "training.method=weight-perturbation training.tangents=3 training.aggregate=projection",
        "precision.storage=posit64 optimizer.name=adam optimizer.momentum=0",
      })
  void aStepAndAnEvaluationAreThoseOfARealRun(String settings) throws IOException {
    JobSettings job = Runs.settings(Runs.classes(folder), settings.split(" "));
    Execution execution = new Execution("native", 6, 0);
    try (Witness target = new Witness()) {
      JobData data = TrainingRun.prepare(job, execution, target, RunListener.NONE);
      int samples = data.split().train().length;
      int batch = data.job().batch();
      StepWorks works = StepWorks.of(data.job(), data.network(), execution, true);
      assertThat(target.seen).isEmpty();
      try (EncodedData examples = new EncodedData(data);
          Trainer trainer = Trainer.open(target, data.job(), data.network(), execution, samples)) {
        int[] order = Shuffle.permutation(samples, 5, Streams.SHUFFLE, 0);
        target.seen.clear();
        assertThat(trainer.step(examples.train(), order, 0, 0)).isEqualTo(batch);
        List<Amount> step = List.copyOf(target.seen);
        assertThat(works.step()).isNotEmpty();
        assertThat(works.step().stream().map(Amount::of).toList()).isEqualTo(step);

        target.seen.clear();
        trainer.evaluate(examples.train());
        assertThat(target.seen)
            .containsSubsequence(works.evaluation().stream().map(Amount::of).toList());
      }
    }
  }

  @Test
  void aTargetWithMemoryOfItsOwnGetsCopies() throws IOException {
    JobSettings job = Runs.settings(Runs.classes(folder));
    Execution execution = new Execution("native", 0, 0);
    try (Target target = Targets.open("native")) {
      PlannedJob planned = PlannedJob.open(job, execution, target, RunListener.NONE);
      assertThat(planned.works(true).step()).noneMatch(w -> w.kernel() == Kernel.COPY);
      assertThat(planned.works(false).step().stream().filter(w -> w.kernel() == Kernel.COPY))
          .hasSize(2);
    }
  }

  @Test
  void realStepsAreTimed() throws IOException {
    JobSettings job = Runs.settings(Runs.classes(folder));
    Execution execution = new Execution("native", 0, 0);
    try (Target target = Targets.open("native")) {
      PlannedJob planned = PlannedJob.open(job, execution, target, RunListener.NONE);
      PlannedJob.Trial trial = planned.measure(target, 0.05);
      assertThat(trial.steps()).isPositive();
      assertThat(trial.secondsPerStep()).isPositive();
      assertThat(planned.measure(target, 1e-9).steps()).isEqualTo(1);
      assertThat(planned.trainSamples()).isEqualTo(72);
      assertThat(planned.evaluatedSamples()).isEqualTo(24);
    }
  }
}
