package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.number.Format;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What work of a job takes replaces what was known of it, in imagined time. */
class ObservationsTest {

  private static final DataType TYPE = DataType.of(Format.BPOSIT32);
  private static final double NANO = 1e-9;

  private final Region region = Region.open("work", 1 << 16);
  private final Target reference = Targets.open("reference");
  private final Calibration calibration = new Calibration("imagined");
  private long now;

  /** Added to the time whenever it is asked for. */
  private long pace;

  private final Observations observations = new Observations(calibration, () -> now += pace);
  private final Target host = new ObservedHost((QueuedTarget) reference, observations);
  private final Target queue = new ObservedQueue(reference, observations);

  @AfterEach
  void close() {
    host.close();
    queue.close();
    reference.close();
    region.close();
  }

  private Work map(UnaryOperation operation, long count) {
    return new Work.Map(operation, region.tensor(TYPE, count), region.tensor(TYPE, count));
  }

  private double predicted(Work work) {
    return calibration.predict(Amount.of(work)).orElse(Double.NaN);
  }

  private void run(Work work, long nanos) {
    pace = nanos;
    host.run(work);
  }

  @Test
  void theMedianOfWarmRunsReplacesWhatWasKnown() {
    Work work = map(UnaryOperation.EXP, 8);
    calibration.observe(Amount.of(work), 1e-6);
    for (long nanos : new long[] {50_000, 40_000, 5000, 90_000, 4000, 3000, 6000, 5500}) {
      run(work, nanos);
    }
    assertThat(predicted(work)).isEqualTo(1e-6);
    observations.learn();
    assertThat(predicted(work)).isCloseTo(5.5e-6, within(NANO));
    assertThat(calibration.isSettled(Amount.of(work))).isTrue();
    assertThat(work.out().toDoubles()).containsOnly(1);
  }

  @Test
  void oneObservationIsEnough() {
    Work work = map(UnaryOperation.EXP, 8);
    run(work, 7000);
    observations.learn();
    assertThat(predicted(work)).isCloseTo(7e-6, within(NANO));
    assertThat(calibration.isSettled(Amount.of(work))).isTrue();
  }

  @Test
  void workThatIsSubmittedTogetherSharesTheTimeAsPredicted() {
    Work small = map(UnaryOperation.EXP, 8);
    Work large = map(UnaryOperation.EXP, 64);
    calibration.observe(Amount.of(small), 1e-6);
    calibration.observe(Amount.of(large), 3e-6);
    pace = 20_000;
    queue.submit(small);
    queue.submit(large);
    queue.run(small);
    observations.learn();
    assertThat(predicted(small)).isCloseTo(4e-6, within(NANO));
    assertThat(predicted(large)).isCloseTo(12e-6, within(NANO));
  }

  @Test
  void whereSomethingIsUnheardOfNothingIsLearned() {
    Work known = map(UnaryOperation.EXP, 8);
    Work unknown = map(UnaryOperation.TANH, 8);
    calibration.observe(Amount.of(known), 1e-6);
    pace = 20_000;
    queue.submit(unknown);
    queue.run(known);
    observations.learn();
    assertThat(predicted(known)).isEqualTo(1e-6);
    assertThat(predicted(unknown)).isNaN();
    run(unknown, 5000);
    observations.learn();
    assertThat(predicted(unknown)).isCloseTo(5e-6, within(NANO));
  }
}
