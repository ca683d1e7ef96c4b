package dev.adamant.target.reference;

import dev.adamant.memory.DataType;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.HostMachine;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;

/** The queue before {@link ReferenceKernels}. */
final class ReferenceTarget extends QueuedTarget {

  static final String NAME = "reference";

  ReferenceTarget() {
    super(NAME);
  }

  @Override
  public TargetInfo info() {
    return new TargetInfo(
        NAME,
        NAME,
        DeviceClass.CPU,
        HostMachine.processor(),
        "plain Java " + Runtime.version(),
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
    ReferenceKernels.execute(work);
  }
}
