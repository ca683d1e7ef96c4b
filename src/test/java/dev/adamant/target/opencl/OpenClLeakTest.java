package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.Accounting;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opening, computing and closing again and again leaves nothing. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class OpenClLeakTest {

  private static final long MIB = 1 << 20;
  private static final int REGION_CYCLES = 10_000;
  private static final int TARGET_CYCLES = 300;

  /** 64 KiB in each cycle: were they kept, 10,000 cycles would hold 640 MB more. */
  private static final int ELEMENTS = 1 << 15;

  private final List<Accounting.Usage> before = Accounting.process().regions();

  @Test
  void regionsOfTheHost() throws IOException {
    cycleRegions(Pocl.settings());
  }

  @Test
  void regionsOfTheDevice() throws IOException {
    cycleRegions(Pocl.inDeviceMemory());
  }

  private void cycleRegions(Settings settings) throws IOException {
    try (Target target = Pocl.open(settings)) {
      for (int i = 0; i < REGION_CYCLES / 5; i++) {
        cycle(target);
      }
      long live = Accounting.process().liveBytes();
      long resident = residentBytes();
      for (int i = REGION_CYCLES / 5; i < REGION_CYCLES; i++) {
        cycle(target);
      }
      assertThat(Accounting.process().liveBytes()).isEqualTo(live);
      assertThat(residentBytes() - resident).isLessThan(64 * MIB);
    }
    assertThat(Accounting.process().regions()).isEqualTo(before);
  }

  private static void cycle(Target target) {
    try (Region region = target.region("cycle", MIB)) {
      Tensor a = region.tensor(Format.POSIT16, ELEMENTS);
      target.submit(new Work.Map(UnaryOperation.NEG, a, a));
    }
  }

  @Test
  void targets() throws IOException {
    try (Region region = Region.open("kept", MIB)) {
      Tensor a = region.tensor(Format.POSIT16, ELEMENTS);
      long resident = 0;
      for (int i = 0; i < TARGET_CYCLES; i++) {
        if (i == TARGET_CYCLES / 3) {
          resident = residentBytes();
        }
        try (Target target = Pocl.open()) {
          target.submit(new Work.Map(UnaryOperation.NEG, a, a));
        }
      }
      assertThat(residentBytes() - resident).isLessThan(64 * MIB);
    }
    assertThat(Accounting.process().regions()).isEqualTo(before);
  }

  private static long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }
}
