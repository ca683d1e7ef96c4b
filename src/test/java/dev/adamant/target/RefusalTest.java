package dev.adamant.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.Allocator;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What targets refuse they refuse in one clear sentence, and then hold nothing. */
class RefusalTest {

  private static final String TYPES =
      "[posit8, posit16, posit32, posit64, bposit16, bposit32, bposit64, quire(posit8),"
          + " quire(posit16), quire(posit32), quire(posit64), quire(bposit16), quire(bposit32),"
          + " quire(bposit64), float32, float64]";

  @Test
  void aFormatThatTheLibraryHasNot() {
    try (Target target = Targets.open("native");
        Region region = target.region("odd", 4096)) {
      Tensor a = region.tensor(Format.of(24, 6, 5), 3);
      Work work = new Work.Map(UnaryOperation.NEG, a, a);

      assertRefused(
          target,
          work,
          "target native: map does not take posit<24,6,5>: choose one of "
              + TYPES
              + ", or another target");
    }
  }

  @Test
  void aKernelThatTheLibraryHasNotForAType() {
    try (Target target = Targets.open("native");
        Region region = target.region("doubles", 4096)) {
      Tensor a = region.tensor(DataType.FLOAT64, 3);
      Tensor out = region.tensor(DataType.FLOAT64);

      assertThatThrownBy(() -> target.run(new Work.Reduce(ReduceOperation.SUM, out, a)))
          .isInstanceOf(TargetException.class)
          .hasMessageStartingWith("target native: reduce does not take float64: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "native", "null", "slow:0"})
  void memoryThatTheHostCannotAddress(String name) {
    try (Target target = Targets.open(name);
        Region region = Region.open("far", 4096, new FarMemory())) {
      Tensor a = region.tensor(Format.POSIT16, 4);

      assertRefused(
          target,
          new Work.Map(UnaryOperation.NEG, a, a),
          "target "
              + name
              + ": the region far is in the memory of moon:0, which the host cannot address: copy"
              + " the tensor to a region of the host first");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reference:1 | there is one reference: say reference.",
        "native:0 | there is one native target: say native.",
        "null:2 | there is one of its kind: say null.",
        "slow:x | its delay is no number of milliseconds from 0 to 999999: say slow:20, or slow for"
            + " 10 ms.",
        "slow: | its delay is no number of milliseconds from 0 to 999999: say slow:20, or slow for"
            + " 10 ms."
      })
  void aNameThatAKindHasNot(String name, String problem) {
    assertThatThrownBy(() -> Targets.open(name))
        .isInstanceOf(TargetUnavailableException.class)
        .hasMessage("the target " + name + " is not available: " + problem);
  }

  @Test
  void aKindThatThereIsNot() {
    assertThatThrownBy(() -> Targets.open("abacus:1"))
        .isInstanceOf(TargetUnavailableException.class)
        .hasMessageStartingWith(
            "the target abacus:1 is not available: there is no such kind of target; there are [")
        .hasMessageContainingAll("native", "null", "reference", "slow")
        .hasMessageEndingWith("], and auto chooses one.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "two", "4097", "100000"})
  void aNumberOfThreadsThatIsNone(String threads) {
    String before = System.getProperty("adamant.threads");
    System.setProperty("adamant.threads", threads);
    try {
      assertThatThrownBy(() -> Targets.open("native"))
          .isInstanceOf(TargetUnavailableException.class)
          .hasMessage(
              "the target native is not available: the system property adamant.threads is \""
                  + threads
                  + "\", must be a number from 1 to 4096");
      assertThat(Targets.list())
          .filteredOn(listing -> listing.name().equals("native"))
          .singleElement()
          .satisfies(listing -> assertThat(listing.info()).isEmpty())
          .satisfies(listing -> assertThat(listing.problem()).contains("adamant.threads"));
    } finally {
      if (before == null) {
        System.clearProperty("adamant.threads");
      } else {
        System.setProperty("adamant.threads", before);
      }
    }
  }

  @Test
  void autoIsNoTargetForTests() {
    try (Target target = Targets.open(Targets.AUTO)) {
      assertThat(target.info().deviceClass()).isNotEqualTo(DeviceClass.TEST);
    }
  }

  private static void assertRefused(Target target, Work work, String message) {
    assertThatThrownBy(() -> target.submit(work))
        .isInstanceOf(TargetException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> target.run(work))
        .isInstanceOf(TargetException.class)
        .hasMessage(message);
  }

  /** Memory that only its handles stand for. */
  private static final class FarMemory implements Allocator {

    @Override
    public String place() {
      return "moon:0";
    }

    @Override
    public Object allocate(long bytes) {
      return new Object();
    }

    @Override
    public void close() {}
  }
}
