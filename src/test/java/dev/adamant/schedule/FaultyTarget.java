package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.HostMachine;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;
import dev.adamant.target.reference.ReferenceKernels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The reference until one piece of work, from which on it is at fault. */
final class FaultyTarget extends QueuedTarget {

  /** What goes wrong. */
  enum Fault {
    /** The work fails. */
    ERROR,
    /** It does not end before {@link #endHanging}, and writes its results then. */
    HANG,
    /** The results have a wrong bit each. */
    WRONG,
    /** It throws what no target should. */
    CRASH
  }

  private final Fault fault;
  private final long from;
  private final CountDownLatch hanging = new CountDownLatch(1);
  private long works;
  private volatile boolean wasAtFault;

  /**
   * A target at fault from the work of the number on, counted from 0 over all its work.
   *
   * @param fault null for none, ever
   */
  FaultyTarget(String name, Fault fault, long from) {
    super(name);
    this.fault = fault;
    this.from = from;
  }

  /** Whether it has been. */
  boolean wasAtFault() {
    return wasAtFault;
  }

  /** How much work it was given. */
  long works() {
    return works;
  }

  void endHanging() {
    hanging.countDown();
  }

  @Override
  public TargetInfo info() {
    return new TargetInfo(
        name(),
        "faulty",
        DeviceClass.TEST,
        "nothing",
        "for tests",
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
    boolean now = fault != null && works++ >= from;
    wasAtFault |= now;
    if (now && fault == Fault.ERROR) {
      throw new TargetException(name(), "it has no more power: give it some", null);
    }
    if (now && fault == Fault.CRASH) {
      throw new IllegalStateException("a fault in the driver");
    }
    if (now && fault == Fault.HANG) {
      hang();
    }
    ReferenceKernels.execute(work);
    if (now && fault == Fault.WRONG) {
      spoil(work.out());
    }
  }

  private void hang() {
    try {
      hanging.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void spoil(Tensor result) {
    int bytes = result.type().byteSize();
    MemorySegment memory = result.block().segment();
    var positions = result.positions();
    for (long i = 0; i < result.count(); i++) {
      long at = positions.next() * bytes;
      byte spoilt = (byte) (memory.get(ValueLayout.JAVA_BYTE, at) ^ 1);
      memory.set(ValueLayout.JAVA_BYTE, at, spoilt);
    }
  }
}
