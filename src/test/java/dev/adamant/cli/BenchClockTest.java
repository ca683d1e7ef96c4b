package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.target.ClockCounts;
import dev.adamant.target.Kernel;
import dev.adamant.target.Work;
import dev.adamant.target.check.WrongTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code adamant bench} says of hardware that counts its cycles. */
class BenchClockTest {

  private static final String ARGUMENTS =
      "--targets wrong:0 --quick --seconds 0.01 --samples 1 --kernel contract --kernel zip"
          + " --format posit16 --matrix 8";

  @TempDir private Path folder;

  /** Four cycles for a multiply-add of two lanes, of which one waited for operands, at 4 MHz. */
  private static final class Clocked extends WrongTarget {

    private final boolean known;
    private ClockCounts counts = ClockCounts.NONE;

    Clocked(boolean known) {
      super(work -> false, work -> {});
      this.known = known;
    }

    @Override
    public void run(Work work) {
      super.run(work);
      if (work instanceof Work.Contract product && product.kernel() == Kernel.CONTRACT) {
        long products = work.out().count() * product.terms().getFirst().a().size(-1);
        long cycles = 4 * products;
        counts =
            counts.plus(
                new ClockCounts(
                    cycles,
                    products,
                    products,
                    0,
                    2 * cycles,
                    known ? 0 : cycles,
                    known ? products / 1e6 : 0));
      }
    }

    @Override
    public ClockCounts clockCounts() {
      return counts;
    }
  }

  private static Outcome run(boolean known, String arguments) {
    return new FakeTargets()
        .with(() -> new Clocked(known))
        .run(BenchCommand::commandLine, arguments.split(" "));
  }

  @Test
  void cyclesStallsAndTheModelledRateAreTold() {
    Outcome outcome = run(true, ARGUMENTS);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .containsPattern(
            "\nmatrix product +posit16 .*\n"
                + "  4\\.00 cycles/op, starved 25\\.0%, blocked 0\\.0%, lanes in use 12\\.5%;"
                + " 1\\.00+ Mop/s at its clock\n")
        .containsPattern("\nadd +posit16 .*\nmul +posit16 .*\n(?! )");
  }

  @Test
  void withoutAClockThereIsNoRate() throws IOException {
    Path json = folder.resolve("bench.json");

    Outcome outcome = run(false, ARGUMENTS + " --json " + json);

    assertThat(outcome.out()).contains("lanes in use 12.5%; its clock is not known\n");
    JsonNode measurements =
        new JsonMapper().readTree(Files.readString(json)).get("targets").get(0).get("measurements");
    JsonNode clock = measurements.get(0).get("clock");
    assertThat(clock.get("cycles").asLong()).isEqualTo(4 * 8 * 8 * 8);
    assertThat(clock.get("starvedCycles").asLong()).isEqualTo(8 * 8 * 8);
    assertThat(clock.get("cyclesPerOperation").asDouble()).isEqualTo(4);
    assertThat(clock.get("utilisation").asDouble()).isEqualTo(0.125);
    assertThat(clock.get("modelledOperationsPerSecond").isNull()).isTrue();
    assertThat(measurements.get(2).get("work").asString()).isEqualTo("add");
    assertThat(measurements.get(2).has("clock")).isFalse();
  }
}
