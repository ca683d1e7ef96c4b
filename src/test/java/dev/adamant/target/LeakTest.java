package dev.adamant.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.JavaProcess;
import dev.adamant.ResidentMemory;
import dev.adamant.bindings.Adamant;
import dev.adamant.memory.Accounting;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Regions and targets that are opened, used and closed leave nothing behind. The cycles run in a
 * process whose heap is all touched at its start, so that what grows is not the heap.
 */
class LeakTest {

  private static final int CYCLES = 10_000;

  static List<String> targets() {
    return List.of(System.getProperty("adamant.requiredTargets", "reference native").split(" +"));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void openingComputingAndClosingLeavesNothing(String target)
      throws IOException, InterruptedException {
    List<String> command =
        JavaProcess.command(
            JavaProcess.RESIDENT_HEAP,
            List.of(Targets.class, Adamant.class),
            Cycles.class,
            target,
            Integer.toString(CYCLES));

    assertThat(JavaProcess.output(command).strip()).isEqualTo("level after " + CYCLES);
  }

  /** The process that opens, computes and closes. */
  static final class Cycles {

    /** Less than a leak of one page in a cycle; what code and thread stacks still grow by. */
    private static final long NOISE = 8L << 20;

    private static final int SIDE = 3;

    /** Cycles of a region for each of the target. */
    private static final int WITH_ONE_TARGET = 500;

    private Cycles() {}

    /**
     * Runs the cycles, the first fifth of them as warm-up.
     *
     * @param args the target and the number of cycles
     */
    public static void main(String[] args) throws IOException {
      int cycles = Integer.parseInt(args[1]);
      Accounting accounting = Accounting.process();
      long resident = 0;
      for (int i = 0; i < cycles; i += WITH_ONE_TARGET) {
        if (i == cycles / 5) {
          resident = ResidentMemory.bytes();
        }
        try (Target target = Targets.open(args[0])) {
          for (int j = i; j < i + WITH_ONE_TARGET; j++) {
            try (Region region = target.region("cycle", 1 << 22)) {
              compute(target, region, j);
            }
          }
        }
        check(accounting.liveBytes() == 0, accounting.liveBytes() + " bytes are counted");
        check(accounting.regions().isEmpty(), "regions are left: " + accounting.regions());
      }
      long grown = ResidentMemory.bytes() - resident;
      check(grown < NOISE, "resident memory has grown by " + grown + " bytes");
      System.out.println("level after " + cycles);
    }

    /** Work that takes scratch memory, and every tenth time the queue. */
    private static void compute(Target target, Region region, int cycle) {
      Tensor a = region.tensor(Format.POSIT32, SIDE, SIDE);
      Tensor b = region.tensor(Format.POSIT32, SIDE, SIDE);
      Tensor out = region.tensor(Format.POSIT32, SIDE, SIDE);
      Tensor quires = region.tensor(DataType.quire(Format.POSIT32), SIDE, SIDE);
      List<Work.Term> terms =
          List.of(new Work.Term(a, a, false), new Work.Term(a.transpose(0, 1), b, true));
      List<Work> works =
          List.of(
              new Work.Random(Distribution.NORMAL, a, cycle, 0, 0, 0),
              new Work.Contract(quires, terms, null),
              new Work.Contract(out, terms, quires));
      works.forEach(cycle % 10 == 0 ? target::submit : target::run);
    }

    private static void check(boolean holds, String problem) {
      if (!holds) {
        throw new IllegalStateException(problem);
      }
    }
  }
}
