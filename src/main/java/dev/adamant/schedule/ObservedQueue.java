package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.target.ClockCounts;
import dev.adamant.target.Event;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Transfers;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * A target with a queue that writes down how long the work of a job takes on another: what is
 * submitted together shares its time. One thread at a time may use it.
 */
final class ObservedQueue implements Target {

  private final Target target;
  private final Observations observations;

  /** Submitted, and not known to have ended. */
  private final List<Amount> underWay = new ArrayList<>();

  /**
   * Nothing is under way.
   *
   * @param target stays the caller's
   */
  ObservedQueue(Target target, Observations observations) {
    this.target = target;
    this.observations = observations;
  }

  @Override
  public Event submit(Work work) {
    observations.begin();
    underWay.add(Amount.of(work));
    return target.submit(work);
  }

  @Override
  public void run(Work work) {
    observations.begin();
    underWay.add(Amount.of(work));
    target.run(work);
    observations.see(underWay);
    underWay.clear();
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
  public Region region(String name, long limit) {
    return target.region(name, limit);
  }

  @Override
  public Transfers transfers() {
    return target.transfers();
  }

  @Override
  public ClockCounts clockCounts() {
    return target.clockCounts();
  }

  /** Ends nothing: the target is another's. */
  @Override
  public void close() {
    underWay.clear();
  }
}
