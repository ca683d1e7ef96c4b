package dev.adamant.target.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.ClockCounts;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetUnavailableException;
import dev.adamant.target.Targets;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the arrays count, what is theirs to do, and how the target is found. */
@EnabledIfSystemProperty(named = "adamant.requiredSimulators", matches = ".*\\brtl\\b.*")
class RtlTargetTest {

  private static final DataType POSIT16 = DataType.of(Format.POSIT16);

  private static ClockCounts counted(Target target, Work work) {
    ClockCounts before = target.clockCounts();
    target.run(work);
    return target.clockCounts().since(before);
  }

  private static Tensor ones(Region region, DataType type, long... shape) {
    Tensor tensor = region.tensor(type, shape);
    double[] values = new double[(int) tensor.count()];
    Arrays.fill(values, 1);
    tensor.fill(values);
    return tensor;
  }

  @Test
  void aMatrixProductKeepsTheLanesBusy() {
    try (Target target = Targets.open("rtl");
        Region region = target.region("test", 1 << 20)) {
      int lanes = target.info().computeUnits();
      Work product =
          new Work.Contract(
              region.tensor(POSIT16, 6, 12),
              ones(region, POSIT16, 6, 20),
              ones(region, POSIT16, 20, 12));

      ClockCounts first = counted(target, product);
      ClockCounts again = counted(target, product);

      assertThat(first.multiplyAdds()).isEqualTo(6 * 12 * 20);
      assertThat(first.laneCycles()).isEqualTo(lanes * first.cycles());
      assertThat(first.utilisation()).isBetween(0.9, 1.0);
      assertThat(again.cycles()).isEqualTo(first.cycles());
      assertThat(first.starved() + first.blocked()).isLessThan(first.cycles() / 10);
    }
  }

  @Test
  void theModelledRateIsThatOfTheClockOfTheSynthesis() {
    double hertz = Clocks.ofThisBuild().hertz(Format.POSIT16).orElseThrow();
    try (Target target = Targets.open("rtl");
        Region region = target.region("test", 1 << 20)) {
      Tensor x = ones(region, POSIT16, 500);

      ClockCounts counts = counted(target, new Work.Fma(region.tensor(POSIT16, 500), x, x, x));

      assertThat(counts.unclocked()).isZero();
      assertThat(counts.seconds() * hertz)
          .isBetween(0.999 * counts.cycles(), 1.001 * counts.cycles());
      assertThat(counts.multiplyAdds()).as("a product and a sum each").isEqualTo(1000);
    }
  }

  @Test
  void whatTheProcessorDoesCountsNoCycles() {
    try (Target target = Targets.open("rtl");
        Region region = target.region("test", 1 << 20)) {
      Tensor x = ones(region, POSIT16, 50);
      Tensor y = region.tensor(POSIT16, 50);
      Tensor floats = ones(region, DataType.FLOAT32, 50);

      assertThat(counted(target, new Work.Map(UnaryOperation.EXP, y, x)))
          .isEqualTo(ClockCounts.NONE);
      assertThat(counted(target, new Work.Zip(BinaryOperation.DIV, y, x, x)))
          .isEqualTo(ClockCounts.NONE);
      assertThat(counted(target, new Work.Zip(BinaryOperation.ADD, floats, floats, floats)))
          .isEqualTo(ClockCounts.NONE);
      assertThat(counted(target, new Work.Zip(BinaryOperation.MUL, y, x, x)).multiplyAdds())
          .isEqualTo(50);
    }
  }

  @Test
  void formatsWithoutAnArrayAreNotSupported() {
    DataType other = DataType.of(Format.of(24, 6, 5));
    try (Target target = Targets.open("rtl")) {
      assertThat(target.supports(Kernel.CONTRACT, other)).isFalse();
      assertThat(target.supports(Kernel.MAP, DataType.quire(other.format()))).isFalse();
      assertThat(target.info().types()).allMatch(type -> target.supports(Kernel.CONTRACT, type));
    }
  }

  @Test
  void autoLeavesItAlone() {
    assertThat(Targets.list())
        .filteredOn(listing -> listing.name().equals("rtl"))
        .singleElement()
        .extracting(TargetListing::info)
        .satisfies(
            info -> assertThat(info.orElseThrow().deviceClass()).isEqualTo(DeviceClass.SIMULATION));
    try (Target target = Targets.open(Targets.AUTO)) {
      assertThat(target.info().deviceClass()).isNotEqualTo(DeviceClass.SIMULATION);
    }
  }

  @Test
  void thereIsOne() {
    assertThatThrownBy(() -> Targets.open("rtl:1"))
        .isInstanceOf(TargetUnavailableException.class)
        .hasMessage("the target rtl:1 is not available: there is one simulation: say rtl.");
  }
}
