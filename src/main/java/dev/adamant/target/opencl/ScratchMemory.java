package dev.adamant.target.opencl;

import dev.adamant.memory.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory that work needs besides its tensors. Work runs in order, so the next piece takes the
 * blocks of the one before. For one thread at a time.
 */
final class ScratchMemory implements AutoCloseable {

  private static final long SMALLEST = 4096;

  /** Blocks above this part of the device's memory are not kept for the next piece of work. */
  private static final int KEPT_PART = 16;

  /** A block, with a region of its own that counts it. */
  private record Piece(Region region, DeviceMemory memory) {}

  private final Session session;
  private final List<Piece> idle = new ArrayList<>();
  private final List<Piece> taken = new ArrayList<>();

  /**
   * None so far.
   *
   * @param session whose memory
   */
  ScratchMemory(Session session) {
    this.session = session;
  }

  /**
   * Memory of undefined content for the piece of work that is being launched.
   *
   * @param endings where to add what must be done when that work has ended
   * @throws dev.adamant.memory.MemoryException when the device has no room for it
   */
  DeviceMemory take(long bytes, List<Runnable> endings) {
    Piece best = null;
    Piece largest = null;
    for (Piece piece : idle) {
      long size = piece.memory().byteSize();
      if (size >= bytes && (best == null || size < best.memory().byteSize())) {
        best = piece;
      }
      if (largest == null || size > largest.memory().byteSize()) {
        largest = piece;
      }
    }
    if (best != null) {
      idle.remove(best);
    } else {
      if (largest != null) {
        idle.remove(largest);
        endings.add(largest.region()::close);
      }
      best = create(bytes);
      if (best.memory().byteSize() > session.device().memoryBytes() / KEPT_PART) {
        endings.add(best.region()::close);
        return best.memory();
      }
    }
    taken.add(best);
    return best.memory();
  }

  /** Ends a piece of work: all is for the next. */
  void rewind() {
    idle.addAll(taken);
    taken.clear();
  }

  @Override
  public void close() {
    rewind();
    idle.forEach(piece -> piece.region().close());
    idle.clear();
  }

  /** Small blocks are rounded up to a power of two, others to a quarter of one. */
  private Piece create(long bytes) {
    long power = Long.highestOneBit(Math.max(bytes, SMALLEST) - 1);
    long step = bytes <= 1 << 20 ? 2 * power : power / 2;
    long size = (bytes + step - 1) / step * step;
    long most = session.device().traits().maxAllocation();
    long rounded = Math.max(bytes, Math.min(size, most));
    Region region =
        Region.open(
            "scratch of " + session.device().name(),
            Long.MAX_VALUE,
            new DeviceAllocator(session, false));
    try {
      return new Piece(region, (DeviceMemory) region.allocate(rounded).handle());
    } catch (RuntimeException | Error e) {
      region.close();
      throw e;
    }
  }
}
