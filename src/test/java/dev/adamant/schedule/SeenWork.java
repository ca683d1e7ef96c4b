package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A target that shows its work to a test instead of doing it. */
final class SeenWork extends QueuedTarget {

  private final Target like;
  private final Consumer<Work> eye;
  private final List<Region> regions = new ArrayList<>();

  /**
   * Sees work.
   *
   * @param like what it says to be; stays the caller's
   */
  SeenWork(Target like, Consumer<Work> eye) {
    super("seen");
    this.like = like;
    this.eye = eye;
  }

  boolean isEveryRegionClosed() {
    return !regions.isEmpty() && regions.stream().noneMatch(Region::isOpen);
  }

  @Override
  public TargetInfo info() {
    return like.info();
  }

  @Override
  public boolean supports(Kernel kernel, DataType type) {
    return like.supports(kernel, type);
  }

  @Override
  public Region region(String name, long limit) {
    Region region = super.region(name, limit);
    regions.add(region);
    return region;
  }

  @Override
  protected void execute(Work work) {
    eye.accept(work);
  }
}
