package dev.adamant.cli;

import dev.adamant.schedule.Calibration;
import dev.adamant.schedule.Ensemble;
import dev.adamant.schedule.LoneTarget;
import dev.adamant.schedule.Prediction;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** What knows how long work takes. */
interface Foresight {

  /** Predicts, with NaN for the seconds where nothing of the kind is known. */
  Prediction predict(Work work);

  /** Whether anything was measured before. */
  boolean knowsAnything();

  /** Whether work of this very amount was measured, at least on one of several targets. */
  boolean knows(Work work);

  /** Measures what is not known of the work, for about so long. */
  void measure(Work work, double seconds);

  /** Lets steps of the job be seen, on the target that they are given, and learns from them. */
  void observe(Consumer<Target> steps);

  /**
   * Keeps what was measured for other runs.
   *
   * @throws IOException when the folder for that cannot be written
   */
  void store() throws IOException;

  /** That of the targets of a job, with what is kept of other runs. */
  static Foresight of(JobTargets targets) {
    return targets.ensemble() == null
        ? of(new LoneTarget(targets.target(), Calibration.folder()), Calibration.folder())
        : of(targets.ensemble());
  }

  private static Foresight of(LoneTarget target, Path folder) {
    return new Foresight() {
      @Override
      public Prediction predict(Work work) {
        return target.predict(work);
      }

      @Override
      public boolean knowsAnything() {
        return target.knowsAnything();
      }

      @Override
      public boolean knows(Work work) {
        return target.knows(work);
      }

      @Override
      public void measure(Work work, double seconds) {
        target.measure(work, seconds);
      }

      @Override
      public void observe(Consumer<Target> steps) {
        target.observe(steps);
      }

      @Override
      public void store() throws IOException {
        target.store(folder);
      }
    };
  }

  /** The ensemble learns from whatever it does, and keeps what it knows when it closes. */
  private static Foresight of(Ensemble ensemble) {
    return new Foresight() {
      @Override
      public Prediction predict(Work work) {
        return ensemble.canPredict(work)
            ? ensemble.predict(work)
            : new Prediction(Double.NaN, null, Map.of());
      }

      @Override
      public boolean knowsAnything() {
        return true;
      }

      @Override
      public boolean knows(Work work) {
        return ensemble.knows(work);
      }

      @Override
      public void measure(Work work, double seconds) {
        ensemble.calibrate(work, seconds);
      }

      @Override
      public void observe(Consumer<Target> steps) {
        steps.accept(ensemble);
        ensemble.replan();
      }

      @Override
      public void store() {
        // It does so itself.
      }
    };
  }
}
