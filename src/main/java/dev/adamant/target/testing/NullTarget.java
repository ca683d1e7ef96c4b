package dev.adamant.target.testing;

import dev.adamant.memory.DataType;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes all work and does none of it, but counts it: results keep what they held. For tests of what
 * is submitted.
 */
public final class NullTarget extends QueuedTarget {

  static final String NAME = "null";

  private final Map<Kernel, LongAdder> counts = new EnumMap<>(Kernel.class);

  /** A target that has counted nothing. */
  public NullTarget() {
    super(NAME);
    for (Kernel kernel : Kernel.values()) {
      counts.put(kernel, new LongAdder());
    }
  }

  /** How many pieces of work with the kernel have ended. */
  public long count(Kernel kernel) {
    return counts.get(kernel).sum();
  }

  /** How many pieces of work have ended. */
  public long count() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  @Override
  public TargetInfo info() {
    return new TargetInfo(
        NAME,
        NAME,
        DeviceClass.TEST,
        "nothing",
        "for tests: computes nothing",
        Runtime.getRuntime().maxMemory(),
        1,
        true,
        TargetInfo.standardTypes(),
        "none");
  }

  @Override
  public boolean supports(Kernel kernel, DataType type) {
    return true;
  }

  @Override
  protected void execute(Work work) {
    counts.get(work.kernel()).increment();
  }
}
