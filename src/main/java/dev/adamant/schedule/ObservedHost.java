package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;

/** A target of the host that writes down how long the work of a job takes on another. */
final class ObservedHost extends QueuedTarget {

  private final QueuedTarget target;
  private final Observations observations;

  /**
   * Observes a target.
   *
   * @param target stays the caller's
   */
  ObservedHost(QueuedTarget target, Observations observations) {
    super(target.info().name());
    this.target = target;
    this.observations = observations;
  }

  @Override
  public TargetInfo info() {
    return target.info();
  }

  @Override
  public boolean supports(Kernel kernel, DataType type) {
    return target.supports(kernel, type);
  }

  @Override
  protected void execute(Work work) {
    observations.begin();
    target.runHeld(work);
    observations.see(work);
  }
}
