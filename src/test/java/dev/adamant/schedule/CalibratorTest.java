package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.Targets;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import dev.adamant.target.testing.NullTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work is measured on tensors like its own, and what is around it stays as it is. */
class CalibratorTest {

  private static final DataType TYPE = DataType.of(Format.BPOSIT32);

  @TempDir private Path folder;

  @Test
  void workOfAnyLayoutIsMeasured() {
    SplittableRandom random = new SplittableRandom(3);
    try (Target target = Targets.open("native")) {
      for (Kernel kernel : Kernel.values()) {
        for (int i = 0; i < 8; i++) {
          try (Region region = Region.open("drawn", 1 << 24)) {
            DrawnWork drawn =
                new DrawnWork(
                    kernel,
                    random.split(),
                    region,
                    List.of(Format.POSIT16, Format.BPOSIT32),
                    false);
            assertThat(Calibrator.measure(target, drawn.work(), 0)).isPositive().isFinite();
          }
        }
      }
    }
  }

  /** Keeps the last work that it was given. */
  private static Work taken(Work work, boolean inPass) {
    AtomicReference<Work> last = new AtomicReference<>();
    try (Target reference = Targets.open("reference");
        SeenWork target = new SeenWork(reference, last::set)) {
      if (inPass) {
        Calibrator.measureInPass(target, work, 0);
      } else {
        Calibrator.measure(target, work, 0);
      }
    }
    return last.get();
  }

  @Test
  void itsTensorsLieAlikeAndAreNotThoseOfTheWork() {
    try (Region paper = Region.onPaper("paper")) {
      Tensor whole = paper.tensor(TYPE, 40, 60);
      Tensor out = whole.slice(0, 3, 35, 2).slice(1, 0, 24, 3);
      Tensor a = paper.tensor(TYPE, 16).expand(16, 16).transpose(0, 1);
      Tensor b = whole.slice(1, 30, 46).slice(0, 0, 8).transpose(0, 1);
      Tensor addend = paper.tensor(DataType.quire(Format.BPOSIT32), 16, 8);
      Work work = new Work.Contract(out, List.of(new Work.Term(a, b, true)), addend);

      for (boolean inPass : new boolean[] {false, true}) {
        Work own = taken(work, inPass);
        assertThat(Amount.of(own)).isEqualTo(Amount.of(work));
        for (int i = 0; i < 3; i++) {
          Tensor twin = own.operands().get(i);
          Tensor original = work.operands().get(i);
          assertThat(twin.block()).isNotSameAs(original.block());
          assertThat(twin.hasShapeOf(original)).isTrue();
          for (int d = 0; d < twin.rank(); d++) {
            assertThat(twin.stride(d)).isEqualTo(original.stride(d));
          }
          assertThat(twin.region().isOpen()).isFalse();
        }
      }
      // What is done in place is measured apart, or its numbers would grow from run to run.
      Work inPlace = taken(new Work.Map(UnaryOperation.EXP, out, out), false);
      assertThat(inPlace.out().block()).isNotSameAs(inPlace.operands().getFirst().block());
    }
  }

  @Test
  void operandsAreNumbersThatTheOperationTakes() {
    try (Region paper = Region.onPaper("paper")) {
      for (UnaryOperation operation : UnaryOperation.values()) {
        Tensor a = paper.tensor(TYPE, 5000);
        Tensor out = paper.tensor(TYPE, 5000);
        AtomicReference<double[]> results = new AtomicReference<>();
        try (Target reference = Targets.open("reference");
            SeenWork target =
                new SeenWork(
                    reference,
                    work -> {
                      reference.run(work);
                      results.set(work.out().toDoubles());
                    })) {
          Calibrator.measure(target, new Work.Map(operation, out, a), 0);
        }
        assertThat(results.get()).as(operation.operationName()).doesNotContain(Double.NaN);
        assertThat(results.get()[4999]).isNotEqualTo(results.get()[0]);
      }
    }
  }

  @Test
  void aTargetThatFailsSaysSoAndNothingIsKept() {
    try (Region paper = Region.onPaper("paper");
        NullTarget nothing = new NullTarget();
        SeenWork target =
            new SeenWork(
                nothing,
                work -> {
                  throw new IllegalStateException("smoke");
                })) {
      Work work = new Work.Map(UnaryOperation.NEG, paper.tensor(TYPE, 9), paper.tensor(TYPE, 9));
      Assertions.assertThatThrownBy(() -> Calibrator.measure(target, work, 0))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("smoke");
      assertThat(target.isEveryRegionClosed()).isTrue();
    }
  }

  @Test
  void aLoneTargetExploresUnknownWorkInParts() {
    AtomicReference<Double> most = new AtomicReference<>(0.0);
    try (Region paper = Region.onPaper("paper");
        NullTarget nothing = new NullTarget();
        // A second for 2^24 operations.
        SeenWork target =
            new SeenWork(
                nothing,
                work -> {
                  double operations = Amount.of(work).operations();
                  most.accumulateAndGet(operations, Math::max);
                  long end = System.nanoTime() + (long) (operations / (1 << 24) * 1e9);
                  while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                  }
                })) {
      LoneTarget lone = new LoneTarget(target, folder);
      long size = 1 << 11;
      Work huge =
          new Work.Contract(
              paper.tensor(TYPE, size, size),
              paper.tensor(TYPE, size, size),
              paper.tensor(TYPE, size, size));
      assertThat(lone.knowsAnything()).isFalse();
      assertThat(lone.predict(huge).seconds()).isNaN();

      lone.measure(huge, 0.05);

      assertThat(lone.knowsAnything()).isTrue();
      assertThat(lone.knows(huge)).isFalse();
      // 2^33 operations are 512 s; on a machine with other things to do they take longer.
      assertThat(lone.predict(huge).seconds()).isGreaterThan(256);
      assertThat(most.get()).isLessThan(1 << 24);
    }
  }
}
