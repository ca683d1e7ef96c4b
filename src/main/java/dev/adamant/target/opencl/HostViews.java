package dev.adamant.target.opencl;

import dev.adamant.bindings.OpenClException;
import dev.adamant.memory.Block;
import dev.adamant.memory.Region;
import dev.adamant.target.TargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Buffers over the blocks of host regions, where the device shares the memory of the host: made on
 * first use, released when the region closes or the target does.
 */
final class HostViews implements AutoCloseable {

  private final Session session;
  private final Map<Region, Map<Block, DeviceMemory>> views = new HashMap<>();

  /** This, until it is closed: what long-lived regions remember of it is only the reference. */
  private final AtomicReference<HostViews> self = new AtomicReference<>(this);

  /**
   * None so far.
   *
   * @param session which outlives this
   */
  HostViews(Session session) {
    this.session = session;
  }

  /**
   * The buffer over the block.
   *
   * @throws dev.adamant.memory.MemoryException when its region is closed
   * @throws TargetException when the driver makes none
   */
  synchronized DeviceMemory of(Block block) {
    Region region = block.region();
    Map<Block, DeviceMemory> ofRegion = views.get(region);
    if (ofRegion == null) {
      AtomicReference<HostViews> reference = self;
      region.onClose(() -> drop(reference, region));
      ofRegion = new HashMap<>();
      views.put(region, ofRegion);
    }
    DeviceMemory view = ofRegion.get(block);
    if (view == null) {
      view = create(block);
      ofRegion.put(block, view);
    }
    return view;
  }

  @Override
  public synchronized void close() {
    self.set(null);
    views.values().forEach(HostViews::release);
    views.clear();
  }

  private static void drop(AtomicReference<HostViews> reference, Region region) {
    HostViews open = reference.get();
    if (open != null) {
      open.drop(region);
    }
  }

  private synchronized void drop(Region region) {
    Map<Block, DeviceMemory> ofRegion = views.remove(region);
    if (ofRegion != null) {
      release(ofRegion);
    }
  }

  private static void release(Map<Block, DeviceMemory> ofRegion) {
    ofRegion.values().forEach(DeviceMemory::release);
  }

  private DeviceMemory create(Block block) {
    OpenClDevice device = session.device();
    try {
      return DeviceMemory.over(session, block.segment());
    } catch (OpenClException e) {
      throw new TargetException(
          device.name(),
          "the device cannot reach a block of "
              + block.byteSize()
              + " bytes of the region "
              + block.region().name()
              + ", its longest buffer has "
              + device.traits().maxAllocation()
              + ": lay the tensors in shorter blocks ("
              + e.getMessage()
              + ")",
          e);
    }
  }
}
