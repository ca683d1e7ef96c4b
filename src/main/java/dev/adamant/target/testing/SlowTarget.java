package dev.adamant.target.testing;

import dev.adamant.memory.DataType;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.HostMachine;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;
import dev.adamant.target.reference.ReferenceKernels;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The reference behind a delay before every piece of work. */
final class SlowTarget extends QueuedTarget {

  private final Duration delay;

  SlowTarget(String name, Duration delay) {
    super(name);
    this.delay = delay;
  }

  @Override
  public TargetInfo info() {
    return new TargetInfo(
        name(),
        SlowProvider.KIND,
        DeviceClass.TEST,
        HostMachine.processor(),
        "for tests: the reference, " + delay.toMillis() + " ms late",
        HostMachine.memoryBytes(),
        1,
        true,
        TargetInfo.standardTypes(),
        "java");
  }

  @Override
  public boolean supports(Kernel kernel, DataType type) {
    return true;
  }

  @Override
  protected void execute(Work work) {
    long end = System.nanoTime() + delay.toNanos();
    for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
    ReferenceKernels.execute(work);
  }
}
