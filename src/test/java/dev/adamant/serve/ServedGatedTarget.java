package dev.adamant.serve;

import dev.adamant.memory.DataType;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;
import dev.adamant.target.reference.ReferenceKernels;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** The reference behind a gate that a test shuts, and that fails when it is told to. */
public final class ServedGatedTarget extends QueuedTarget {

  private static final String NAME = "gated";

  private final Semaphore arrived = new Semaphore(0);
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean failing;

  /** Open. */
  public ServedGatedTarget() {
    super(NAME);
  }

  /** Has work wait. */
  public void shut() {
    arrived.drainPermits();
    gate = new CountDownLatch(1);
  }

  /** Lets all work through. */
  public void open() {
    gate.countDown();
  }

  /** Waits until work has come to the gate. */
  public void awaitWork() throws InterruptedException {
    arrived.acquire();
  }

  /** Has the work that waits, or else the next, fail. */
  public void failNext() {
    failing = true;
  }

  @Override
  public TargetInfo info() {
    return new TargetInfo(
        NAME,
        NAME,
        DeviceClass.TEST,
        "none",
        "for tests",
        1L << 30,
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
    arrived.release();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (failing) {
      failing = false;
      throw new TargetException(NAME, "told to fail", null);
    }
    ReferenceKernels.execute(work);
  }
}
