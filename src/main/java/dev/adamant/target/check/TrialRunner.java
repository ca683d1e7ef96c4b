package dev.adamant.target.check;

import dev.adamant.memory.MemoryException;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.Work;
import java.util.List;
import java.util.Optional;

/** Runs trials on a target and on the reference. */
final class TrialRunner {

  private static final long REGION_BYTES = 1L << 30;

  private final Target target;
  private final Target reference;
  private final String name;
  private final boolean sharesHostMemory;

  /** Runs on targets that stay the caller's to close. */
  TrialRunner(Target target, Target reference) {
    this.target = target;
    this.reference = reference;
    this.name = target.info().name();
    this.sharesHostMemory = target.info().sharesHostMemory();
  }

  /** What is wrong with the target's answer, if anything is. */
  Optional<Finding> run(Trial trial) {
    try (Region expected = Region.open("the answers of the reference", REGION_BYTES);
        Region actual = Region.open("the answers of " + name, REGION_BYTES)) {
      List<Tensor> right = trial.bases(expected);
      List<Tensor> answers = trial.bases(actual);
      for (int i = 0; i < right.size(); i++) {
        trial.slots().get(i).fill(right.get(i));
        answers.get(i).segment().copyFrom(right.get(i).segment());
      }
      reference.run(trial.work(right));
      Comparison comparison = new Comparison(trial, right, answers);
      try {
        onTarget(trial, answers);
      } catch (TargetException | MemoryException e) {
        return Optional.of(comparison.notDone(e.getMessage()));
      }
      return comparison.first();
    }
  }

  /** Runs in the target's memory unless the trial is to share that of the host. */
  private void onTarget(Trial trial, List<Tensor> bases) {
    if (trial.sharesMemory() && sharesHostMemory) {
      run(trial, bases);
      return;
    }
    try (Region region = target.region("a trial on " + name, REGION_BYTES)) {
      List<Tensor> own = trial.bases(region);
      for (int i = 0; i < own.size(); i++) {
        target.run(new Work.Copy(own.get(i), bases.get(i)));
      }
      run(trial, own);
      for (int i = 0; i < own.size(); i++) {
        target.run(new Work.Copy(bases.get(i), own.get(i)));
      }
    }
  }

  private void run(Trial trial, List<Tensor> bases) {
    Work work = trial.work(bases);
    if (trial.queued()) {
      target.submit(work).await();
    } else {
      target.run(work);
    }
  }
}
