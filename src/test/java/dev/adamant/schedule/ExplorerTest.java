package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import dev.adamant.target.reference.ReferenceKernels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is measured of a small part of work tells of all of it, however different it lies. */
class ExplorerTest {

  private static final DataType TYPE = DataType.of(Format.POSIT16);

  private final Region region = Region.open("work", 1 << 22);
  private final SplittableRandom random = new SplittableRandom(5);

  @AfterEach
  void close() {
    region.close();
  }

  private Tensor filled(long... shape) {
    Tensor tensor = region.tensor(TYPE, shape);
    double[] values = new double[(int) tensor.count()];
    Arrays.setAll(values, i -> random.nextGaussian());
    tensor.fill(values);
    return tensor;
  }

  private List<Work> works() {
    return List.of(
        new Work.Contract(
            region.tensor(TYPE, 1, 10),
            filled(3 * 2394).slice(0, 0, 3 * 2394, 3).split(0, 1, 2394),
            filled(2394, 12).slice(1, 0, 10)),
        new Work.Contract(region.tensor(TYPE, 10, 1), filled(10, 2394), filled(2394, 1)),
        new Work.Contract(
            region.tensor(TYPE, 40, 40), filled(40, 40), filled(40, 40).transpose(0, 1)),
        new Work.Reduce(
            ReduceOperation.MAX, region.tensor(TYPE, 3), filled(2000, 3).transpose(0, 1)),
        new Work.Reduce(ReduceOperation.MAX, region.tensor(TYPE, 2000), filled(2000, 3)));
  }

  @Test
  void membersThatStopAtTheFirstPartAreKnownAfterwards() {
    for (Work work : works()) {
      ReferenceKernels.execute(work);
      double[] expected = work.out().toDoubles();
      work.out().fill(new double[expected.length]);
      try (Ensemble ensemble =
          Ensemble.of(
              List.of(Targets.open("slow:3"), Targets.open("slow:4")),
              new EnsembleOptions(
                  Policies.spread(), null, EnsembleOptions.DEADLINE, 0, Watcher.NONE))) {
        assertThat(ensemble.canPredict(work)).isFalse();
        ensemble.run(work);
        assertThat(ensemble.canPredict(work)).isTrue();
        assertThat(ensemble.predict(work).seconds()).isPositive().isFinite();
        assertThat(work.out().toDoubles()).isEqualTo(expected);
      }
    }
  }

  @Test
  void partsAreOfTheFamilyOfTheWhole() {
    for (Work work : works()) {
      Amount whole = Amount.of(work);
      Amount part = Amount.of(Explorer.shrunk(work, 100));
      assertThat(part.operations()).isLessThan(whole.operations());
      assertThat(part.inFamilyOf(whole).family()).isEqualTo(whole.family());
      assertThat(part.inFamilyOf(whole).operations()).isEqualTo(part.operations());
    }
    assertThat(works())
        .anyMatch(
            work ->
                !Amount.of(Explorer.shrunk(work, 100)).family().equals(Amount.of(work).family()));
  }
}
