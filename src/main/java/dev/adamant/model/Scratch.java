package dev.adamant.model;

import dev.adamant.memory.Block;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory for tensors that only one piece of a pass needs, used again by the next, since work is
 * done in order. Every use takes the same blocks in the same order, each as long as the longest
 * tensor that was ever laid in its place, so that passes recorded again, or for fewer samples, take
 * no more.
 */
public final class Scratch {

  private final Region region;
  private final List<Block> blocks = new ArrayList<>();
  private int used;

  /** Nothing yet: blocks are laid in the region when they are first asked for. */
  public Scratch(Region region) {
    this.region = region;
  }

  /**
   * Begins a use: tensors laid before may be overwritten by the work that is added from here on.
   */
  public void reuse() {
    used = 0;
  }

  /**
   * A contiguous tensor of any content, until the next {@link #reuse}.
   *
   * @throws dev.adamant.memory.MemoryException when the region has no room
   */
  public Tensor tensor(DataType type, long... shape) {
    long bytes = type.byteSize();
    for (long length : shape) {
      bytes = Math.multiplyExact(bytes, length);
    }
    bytes = Math.max(1, bytes);
    if (used == blocks.size()) {
      blocks.add(region.allocate(bytes));
    } else if (blocks.get(used).byteSize() < bytes) {
      blocks.set(used, region.allocate(bytes));
    }
    return Tensor.over(blocks.get(used++), type, shape);
  }
}
