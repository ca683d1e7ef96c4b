package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.Accounting;
import dev.adamant.memory.MemoryException;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.Transfers;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A target with memory of its own: PoCL, told not to share that of the host. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DeviceMemoryTest {

  private static final Format F = Format.POSIT16;

  private final List<Accounting.Usage> before = Accounting.process().regions();
  private final Settings settings = Pocl.inDeviceMemory();
  private final OpenClDevice device = Pocl.device();
  private final Region host = Region.open("host", 1 << 20);
  private Target target;

  @BeforeEach
  void open() {
    target = OpenClTarget.open(device, settings);
  }

  @AfterEach
  void close() {
    target.close();
    host.close();
    assertThat(Accounting.process().regions()).isEqualTo(before);
  }

  @Test
  void memoryIsOfTheDeviceZeroedAndCounted() {
    assertThat(target.info().sharesHostMemory()).isFalse();
    try (Region region = target.region("mine", 1 << 20)) {
      assertThat(region.place()).isEqualTo(device.name());
      Tensor a = region.tensor(F, 1000);
      assertThat(region.liveBytes()).isEqualTo(2048);
      assertThatThrownBy(() -> a.get(0))
          .isInstanceOf(MemoryException.class)
          .hasMessageContaining("is in the memory of " + device.name());
      Tensor seen = host.tensor(F, 1000);
      seen.fill(new SplittableRandom(1).doubles(1000).toArray());
      target.run(new Work.Copy(seen, a));
      assertThat(seen.toDoubles()).containsOnly(0.0);
    }
  }

  @Test
  void copiesGoUpDownAndAcrossAndAreCounted() {
    try (Region region = target.region("mine", 1 << 20)) {
      Tensor a = OpenClTargetTest.random(host, new SplittableRandom(2), 1000);
      Tensor back = host.tensor(F, 1000);
      Tensor on = region.tensor(F, 1000);
      Tensor other = region.tensor(F, 1000);
      target.submit(new Work.Copy(on, a));
      target.submit(new Work.Map(UnaryOperation.NEG, other, on));
      target.submit(new Work.Copy(on.slice(0, 0, 500), other.slice(0, 0, 500)));
      target.submit(new Work.Copy(back.slice(0, 1, 1000), on.slice(0, 1, 1000)));
      Tensor twice = host.tensor(F, 999);
      target.submit(new Work.Copy(twice, back.slice(0, 1, 1000))).await();
      for (int i = 1; i < 1000; i++) {
        long expected = i < 500 ? Posit.neg(F, a.get(i)) : a.get(i);
        assertThat(back.get(i)).isEqualTo(expected);
        assertThat(twice.get(i - 1)).isEqualTo(expected);
      }
      assertThat(target.transfers()).isEqualTo(new Transfers(1, 2000, 1, 1998));
    }
  }

  @Test
  void aTensorOfTheHostIsRefusedWithTheRemedy() {
    Tensor a = host.tensor(F, 8);
    assertThatThrownBy(() -> target.submit(new Work.Map(UnaryOperation.NEG, a, a)))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("posit16[8] in the region host is in the memory of host")
        .hasMessageContaining("copy it to a region of " + device.name() + " first");
  }

  @Test
  void aTensorOfAnotherTargetIsRefusedWithTheRemedy() {
    try (Target other = OpenClTarget.open(device, settings);
        Region foreign = other.region("foreign", 1 << 12);
        Region region = target.region("mine", 1 << 12)) {
      Work copy = new Work.Copy(region.tensor(F, 8), foreign.tensor(F, 8));
      assertThatThrownBy(() -> target.submit(copy))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("in the region foreign")
          .hasMessageContaining("copy it to a region of the host with that target first");
    }
  }

  @Test
  void tooLittleMemoryIsSaidWithTheSizes() {
    long most = device.traits().maxAllocation();
    try (Region region = target.region("large", Long.MAX_VALUE)) {
      assertThatThrownBy(() -> region.allocate(most + 1))
          .isInstanceOf(MemoryException.class)
          .hasMessageContaining("gives at most " + most + " bytes at once");
    }
    OpenClDevice small = withMemory(1 << 20);
    try (Target cramped = OpenClTarget.open(small, settings);
        Region region = cramped.region("large", Long.MAX_VALUE)) {
      region.allocate(600_000);
      assertThatThrownBy(() -> region.allocate(600_000))
          .isInstanceOf(MemoryException.class)
          .hasMessageContaining("has 1048576 bytes of memory")
          .hasMessageContaining("this target uses 600000")
          .hasMessageContaining("close regions or use smaller tensors");
      assertThat(region.liveBytes()).isEqualTo(600_000);
      region.allocate(400_000);
    }
  }

  @Test
  void aRegionOutlivesItsTarget() {
    Region region;
    try (Target first = OpenClTarget.open(device, settings)) {
      region = first.region("outlives", 1 << 12);
      region.tensor(F, 8);
    }
    region.tensor(F, 8);
    region.close();
    assertThatThrownBy(() -> region.tensor(F, 8))
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining("the region outlives is closed");
  }

  private OpenClDevice withMemory(long bytes) {
    return new OpenClDevice(
        device.name(),
        device.platform(),
        device.handle(),
        device.platformName(),
        device.platformVersion(),
        device.deviceName(),
        device.vendor(),
        device.version(),
        device.driver(),
        device.ilVersion(),
        device.extensions(),
        device.deviceClass(),
        bytes,
        device.unified(),
        device.compiler(),
        device.traits(),
        device.problem());
  }
}
