package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import dev.adamant.target.reference.ReferenceKernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A device with memory of its own computes one unit while it is given the next. */
class LanesTest {

  private static final int SIDE = 64;

  /** The instances of one device. */
  private static final class Device {

    private final CountDownLatch bothAtWork = new CountDownLatch(2);
    private volatile boolean waits;
    private int instances;

    Target open(String name) {
      if (!name.equals("device")) {
        return Targets.open(name);
      }
      instances++;
      return new Instance(this);
    }

    /** Ends when the other instance has work, too. */
    void meet() {
      if (waits) {
        bothAtWork.countDown();
        try {
          assertThat(bothAtWork.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private static final class Instance extends QueuedTarget {

    private final Device device;

    Instance(Device device) {
      super("device");
      this.device = device;
    }

    @Override
    public TargetInfo info() {
      return new TargetInfo(
          name(),
          "imagined",
          DeviceClass.GPU,
          "a device",
          "for tests",
          1 << 30,
          1,
          false,
          TargetInfo.standardTypes(),
          "java");
    }

    @Override
    public boolean supports(Kernel kernel, DataType type) {
      return true;
    }

    @Override
    protected void execute(Work work) {
      device.meet();
      ReferenceKernels.execute(work);
    }
  }

  private static Tensor filled(Region region, SplittableRandom random) {
    Tensor tensor = region.tensor(Format.POSIT16, SIDE, SIDE);
    double[] values = new double[SIDE * SIDE];
    Arrays.setAll(values, i -> random.nextGaussian());
    tensor.fill(values);
    return tensor;
  }

  @Test
  void oneUnitIsBroughtWhileAnotherIsDone() {
    Device device = new Device();
    SplittableRandom random = new SplittableRandom(1);
    try (Region region = Region.open("job", 1 << 22);
        Ensemble ensemble =
            Ensemble.open(
                "reference,device",
                new EnsembleOptions(
                    Policies.spread(), null, EnsembleOptions.DEADLINE, 0, Watcher.NONE),
                device::open)) {
      assertThat(device.instances).isEqualTo(2);
      Tensor a = filled(region, random);
      Tensor b = filled(region, random);
      Tensor out = region.tensor(Format.POSIT16, SIDE, SIDE);
      Tensor expected = region.tensor(Format.POSIT16, SIDE, SIDE);
      ReferenceKernels.execute(new Work.Contract(expected, a, b));
      Work work = new Work.Contract(out, a, b);
      // Speeds are measured first, by one of the instances alone.
      ensemble.predict(work);
      device.waits = true;
      ensemble.run(work);

      assertThat(device.bothAtWork.getCount()).isZero();
      assertThat(out.toDoubles()).isEqualTo(expected.toDoubles());
      assertThat(ensemble.members()).allMatch(m -> m.lostBecause() == null && m.units() > 0);
      assertThat(ensemble.members().getLast().units()).isGreaterThan(1);
    }
  }
}
