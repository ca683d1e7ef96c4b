package dev.adamant.schedule;

import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** What work takes on a target as it is, with no ensemble around it. */
public final class LoneTarget {

  /** Of what is measured first where nothing is known. */
  private static final double FIRST_OPERATIONS = 1 << 12;

  private static final double GROWTH = 8;

  /** The part of the time that each part of unknown work may take. */
  private static final double EXPLORED_PART = 0.1;

  /** It is run at least twice. */
  private static final double RUNS = 2;

  private final Target target;
  private final Calibration calibration;
  private final boolean queues;

  /**
   * With what is known of the target.
   *
   * @param target stays the caller's
   * @param calibrations the folder where measured times are kept between runs
   */
  public LoneTarget(Target target, Path calibrations) {
    // Such targets are given a whole pass at once, which other users of theirs do not do.
    this.queues = !(target instanceof QueuedTarget);
    this.target = target;
    String name = Calibration.nameOf(target.info());
    this.calibration = Calibration.read(calibrations, queues ? name + "\nin passes" : name);
  }

  /** Whether any work was measured. */
  public boolean knowsAnything() {
    return calibration.knowsAnything();
  }

  /** Whether work of this very amount was measured. */
  public boolean knows(Work work) {
    return calibration.knows(Amount.of(work));
  }

  /**
   * How long the work would take as a part of a pass.
   *
   * @return with NaN for its seconds where nothing of the kind was measured
   */
  public Prediction predict(Work work) {
    double seconds = calibration.predict(Amount.of(work)).orElse(Double.NaN);
    return new Prediction(seconds, null, Map.of(target.info().name(), 1L));
  }

  /**
   * Measures work of the same amount, on tensors of its own, unless that was done several times;
   * where it is not known to fit into the time, small parts of it first, and no more than fits.
   *
   * @param seconds about how long that may go on
   * @throws dev.adamant.target.TargetException when the target fails
   * @throws dev.adamant.memory.MemoryException when it has no room for the tensors
   */
  public void measure(Work work, double seconds) {
    Amount amount = Amount.of(work);
    double operations = FIRST_OPERATIONS;
    double spent = 0;
    while (!calibration.isSettled(amount) && spent < seconds) {
      double predicted = calibration.predict(amount).orElse(seconds);
      if (operations >= amount.operations() || RUNS * predicted <= seconds) {
        observe(work, amount, seconds);
        return;
      }
      Work part = Explorer.shrunk(work, operations);
      Amount ofPart = Amount.of(part).inFamilyOf(amount);
      spent += observe(part, ofPart, EXPLORED_PART * seconds);
      operations *= GROWTH;
    }
  }

  /**
   * Lets real steps of a job be seen, whose data may make work take longer than that of {@link
   * #measure} does: what they take is what is predicted from then on.
   *
   * @param steps do steps on the target that they are given, in one thread
   */
  public void observe(Consumer<Target> steps) {
    Observations observations = new Observations(calibration, System::nanoTime);
    try (Target observed =
        target instanceof QueuedTarget host
            ? new ObservedHost(host, observations)
            : new ObservedQueue(target, observations)) {
      steps.accept(observed);
    }
    observations.learn();
  }

  /** The seconds that were spent on it, about. */
  private double observe(Work work, Amount amount, double seconds) {
    double measured =
        queues
            ? Calibrator.measureInPass(target, work, seconds)
            : Calibrator.measure(target, work, seconds);
    calibration.observe(amount, measured);
    return Math.max(seconds, RUNS * measured);
  }

  /**
   * Stores what was measured.
   *
   * @throws IOException when the folder cannot be written
   */
  public void store(Path calibrations) throws IOException {
    calibration.write(calibrations);
  }
}
