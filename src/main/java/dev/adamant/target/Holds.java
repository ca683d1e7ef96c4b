package dev.adamant.target;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import java.util.List;

/**
 * The regions that a piece of work keeps open while it is under way: for whoever makes a target.
 */
public final class Holds {

  private Holds() {}

  /**
   * Retains every region of the work once.
   *
   * @return what {@link #release} takes
   * @throws dev.adamant.memory.MemoryException when one is closed; then none is held
   */
  public static Region[] retain(Work work) {
    List<Tensor> operands = work.operands();
    Region[] regions = new Region[1 + operands.size()];
    int held = 0;
    try {
      for (int i = -1; i < operands.size(); i++) {
        Region region = (i < 0 ? work.out() : operands.get(i)).region();
        if (!isAmong(regions, held, region)) {
          region.retain();
          regions[held++] = region;
        }
      }
    } catch (RuntimeException e) {
      release(regions);
      throw e;
    }
    return regions;
  }

  /** Releases what {@link #retain} gave. */
  public static void release(Region[] regions) {
    for (Region region : regions) {
      if (region == null) {
        return;
      }
      region.release();
    }
  }

  private static boolean isAmong(Region[] regions, int count, Region region) {
    for (int i = 0; i < count; i++) {
      if (regions[i] == region) {
        return true;
      }
    }
    return false;
  }
}
