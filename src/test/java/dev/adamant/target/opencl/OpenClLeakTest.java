package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.JavaProcess;
import dev.adamant.ResidentMemory;
import dev.adamant.bindings.OpenCl;
import dev.adamant.memory.Accounting;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Opening, computing and closing again and again leaves nothing, in a process whose heap does not
 * grow.
 */
class OpenClLeakTest {

  private static final long MIB = 1 << 20;

  /** What code and the driver's threads still grow by. */
  private static final long NOISE = 8 * MIB;

  private static final int REGION_CYCLES = 1_000;
  private static final int TARGET_CYCLES = 150;

  /** 64 KiB in each cycle: were they kept, the cycles would hold 50 MiB more. */
  private static final int ELEMENTS = 1 << 15;

  @ParameterizedTest
  @ValueSource(strings = {"host regions", "device regions", "targets"})
  void whatIsClosedLeavesNothing(String what) throws IOException, InterruptedException {
    List<String> command =
        JavaProcess.command(
            JavaProcess.RESIDENT_HEAP,
            List.of(OpenClTarget.class, OpenCl.class),
            Cycles.class,
            what);

    assertThat(JavaProcess.output(command).strip()).isEqualTo("level");
  }

  /** The process that opens, computes and closes. */
  static final class Cycles {

    private Cycles() {}

    /**
     * Runs the cycles, some of them first as warm-up.
     *
     * @param args what is opened
     */
    public static void main(String[] args) throws IOException {
      long grown =
          switch (args[0]) {
            case "host regions" -> regions(Pocl.settings());
            case "device regions" -> regions(Pocl.inDeviceMemory());
            default -> targets();
          };
      check(grown < NOISE, "resident memory has grown by " + grown + " bytes");
      check(Accounting.process().regions().isEmpty(), "regions are left");
      System.out.println("level");
    }

    private static long regions(Settings settings) throws IOException {
      try (Target target = Pocl.open(settings)) {
        for (int i = 0; i < REGION_CYCLES / 5; i++) {
          cycle(target);
        }
        long live = Accounting.process().liveBytes();
        long resident = ResidentMemory.bytes();
        for (int i = REGION_CYCLES / 5; i < REGION_CYCLES; i++) {
          cycle(target);
        }
        check(Accounting.process().liveBytes() == live, "more bytes are counted than before");
        return ResidentMemory.bytes() - resident;
      }
    }

    private static void cycle(Target target) {
      try (Region region = target.region("cycle", MIB)) {
        Tensor a = region.tensor(Format.POSIT16, ELEMENTS);
        target.submit(new Work.Map(UnaryOperation.NEG, a, a));
      }
    }

    private static long targets() throws IOException {
      long resident = 0;
      try (Region region = Region.open("kept", MIB)) {
        Tensor a = region.tensor(Format.POSIT16, ELEMENTS);
        for (int i = 0; i < TARGET_CYCLES; i++) {
          if (i == TARGET_CYCLES / 3) {
            resident = ResidentMemory.bytes();
          }
          try (Target target = Pocl.open()) {
            target.submit(new Work.Map(UnaryOperation.NEG, a, a));
          }
        }
        return ResidentMemory.bytes() - resident;
      }
    }

    private static void check(boolean holds, String problem) {
      if (!holds) {
        throw new IllegalStateException(problem);
      }
    }
  }
}
