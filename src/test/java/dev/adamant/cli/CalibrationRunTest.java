package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.number.Format;
import dev.adamant.schedule.Amount;
import dev.adamant.schedule.Prediction;
import dev.adamant.target.Target;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import dev.adamant.train.StepWorks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How measurements share their time, and how a job's time is put together from them. */
class CalibrationRunTest {

  private static final DataType TYPE = DataType.of(Format.BPOSIT32);

  private final Region paper = Region.onPaper("paper");

  @AfterEach
  void close() {
    paper.close();
  }

  private Work exponentials(long count) {
    return new Work.Map(UnaryOperation.EXP, paper.tensor(TYPE, count), paper.tensor(TYPE, count));
  }

  /** A millisecond for each element, in imagined time. */
  private static final class Imagined implements Foresight {

    private final List<Double> given = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();
    private double now;

    @Override
    public Prediction predict(Work work) {
      double seconds = work.out().count() == 13 ? Double.NaN : work.out().count() * 1e-3;
      return new Prediction(seconds, null, Map.of("a", 1L, "b", 3L));
    }

    @Override
    public boolean knowsAnything() {
      return true;
    }

    @Override
    public boolean knows(Work work) {
      return false;
    }

    @Override
    public void measure(Work work, double seconds) {
      given.add(seconds);
      sizes.add((long) Amount.of(work).operations());
      now += seconds;
    }

    @Override
    public void observe(Consumer<Target> steps) {
      throw new AssertionError("nobody asked for that");
    }

    @Override
    public void store() {
      throw new AssertionError("nobody asked for that");
    }
  }

  private static Imagined run(double seconds, List<Work> works) {
    Imagined imagined = new Imagined();
    try (Progress progress =
        new Progress(new PrintWriter(new StringWriter()), false, "", "", () -> 0)) {
      new CalibrationRun(imagined, seconds, () -> imagined.now).run(works, progress);
    }
    return imagined;
  }

  @Test
  void threeRoundsShareTheTimeSmallWorkFirst() {
    Imagined imagined = run(0.9, List.of(exponentials(20), exponentials(5), exponentials(10)));
    assertThat(imagined.sizes).containsExactly(5L, 10L, 20L, 5L, 10L, 20L, 5L, 10L, 20L);
    assertThat(imagined.given).allSatisfy(s -> assertThat(s).isCloseTo(0.1, within(1e-9)));
  }

  @Test
  void workThatNeedsMoreGetsItWhereThereIsAsMuch() {
    // A run of the larger takes 0.1 s, so 0.3 s are needed each time; of the largest, too much.
    Imagined imagined = run(2, List.of(exponentials(1), exponentials(100), exponentials(1000)));
    assertThat(imagined.given.get(1)).isCloseTo(0.3, within(1e-9));
    assertThat(imagined.given.get(2)).isLessThanOrEqualTo(0.1);
    assertThat(imagined.now).isLessThan(2.1);
  }

  @Test
  void whenTheTimeIsOverEveryPieceStillGetsALittle() {
    Imagined imagined = run(0, List.of(exponentials(1), exponentials(2)));
    assertThat(imagined.given).hasSize(6).allMatch(s -> s > 0 && s < 0.01);
  }

  @Test
  void aJobIsItsStepsAndEvaluations() {
    StepWorks works =
        new StepWorks(
            List.of(exponentials(4), exponentials(2), exponentials(4)), List.of(exponentials(1)));
    // Two and a half batches are trained and half a one is evaluated, in each of 7 epochs.
    JobForecast forecast =
        JobForecast.of(works, new Imagined(), new JobForecast.Size(7, 10, 25, 5));

    assertThat(forecast.step()).hasSize(2);
    assertThat(forecast.step().getFirst().count()).isEqualTo(2);
    assertThat(forecast.stepSeconds()).isCloseTo(0.010, within(1e-12));
    assertThat(forecast.epochSeconds()).isCloseTo(0.0255, within(1e-12));
    assertThat(forecast.jobSeconds()).isCloseTo(0.1785, within(1e-12));
    assertThat(forecast.size().steps()).isEqualTo(3);
    assertThat(forecast.shares().get("a")).isCloseTo(0.25, within(1e-12));
    assertThat(forecast.shares().get("b")).isCloseTo(0.75, within(1e-12));
    assertThat(JobForecast.distinct(works)).hasSize(3);

    StepWorks unknown = new StepWorks(List.of(exponentials(4), exponentials(13)), List.of());
    assertThat(
            JobForecast.of(unknown, new Imagined(), new JobForecast.Size(7, 10, 25, 5))
                .jobSeconds())
        .isNaN();
  }

  @Test
  void errorsAreOfWhatWasPredicted() {
    assertThat(PlanText.error(0.9, 1)).isEqualTo("predicted 10.0 % too short");
    assertThat(PlanText.error(3, 1)).isEqualTo("predicted 200.0 % too long");
    assertThat(PlanText.error(Double.NaN, 1)).isEqualTo("nothing was predicted");
    assertThat(PlanText.duration(1.234)).isEqualTo("1.23 s");
    assertThat(PlanText.duration(75)).isEqualTo("1 min 15 s");
  }
}
