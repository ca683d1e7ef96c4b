package dev.adamant.target.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the workloads count, and which part of them is compared. */
class WorkloadTest {

  private static final Sizes SIZES = new Sizes(1 << 15, 24);
  private static final DataType TYPE = DataType.of(Format.POSIT16);

  @ParameterizedTest
  @CsvSource({
    "MATRIX_PRODUCT, 13824, 3456",
    "MATRIX_VECTOR, 16384, 33280",
    "EXP, 16384, 65536",
    "ADD, 16384, 98304",
    "FMA, 16384, 131072",
    "SUM, 16384, 32800",
    "NORMAL, 16384, 32768",
    "TO_FLOAT32, 16384, 98304"
  })
  void countsOperationsAndBytes(Workload workload, long operations, long bytes) {
    try (Target target = Targets.open("reference");
        Operands operands = new Operands(target, TYPE, SIZES)) {
      Work work = workload.work(operands.views(workload));

      assertThat(work.kernel()).isEqualTo(workload.kernel());
      assertThat(Workload.operations(work)).isEqualTo(operations);
      assertThat(Workload.bytes(work)).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSampleHasTheLastRowAndIsAPart(Workload workload) {
    try (Target target = Targets.open("reference");
        Operands operands = new Operands(target, TYPE, SIZES)) {
      Views all = operands.views(workload);
      Views some = workload.sampled(all);
      Tensor last = all.out().select(0, all.out().size(0) - 1);

      assertThat(some.out().select(0, some.out().size(0) - 1).isSameAs(last)).isTrue();
      assertThat(some.out().size(0)).isLessThan(all.out().size(0)).isGreaterThan(1);
      assertThat(some.first())
          .isEqualTo(workload == Workload.NORMAL ? all.out().count() - some.out().count() : 0);
    }
  }

  @Test
  void operandsAreNormalAndDiffer() {
    try (Target target = Targets.open("reference");
        Operands operands = new Operands(target, TYPE, SIZES)) {
      Views views = operands.views(Workload.ADD);
      double[] a = views.a().toDoubles();
      double[] b = views.b().toDoubles();
      double sum = 0;
      double squares = 0;
      for (double x : a) {
        sum += x;
        squares += x * x;
      }

      assertThat(sum / a.length).isBetween(-0.05, 0.05);
      assertThat(squares / a.length).isBetween(0.9, 1.1);
      assertThat(a).isNotEqualTo(b);
      assertThat(a[4099]).isEqualTo(a[0]);
    }
  }
}
