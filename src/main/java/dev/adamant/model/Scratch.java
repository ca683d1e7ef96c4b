package dev.adamant.model;

import dev.adamant.memory.Block;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory for tensors that only a few pieces of a pass need, used again by the next, since work is
 * done in order. It is a stack: tensors are laid in {@link Frame frames}, and when one is closed
 * what was laid in it may be overwritten. Tensors as far down the stack share a block, as long as
 * the longest of them that there ever was, so that passes recorded again, or for fewer samples,
 * take no more.
 */
public final class Scratch {

  private final Region region;
  private final List<Block> blocks = new ArrayList<>();
  private int used;
  private Frame innermost;

  /** Nothing yet: blocks are laid in the region when they are first asked for. */
  public Scratch(Region region) {
    this.region = region;
  }

  /** Opens a frame within the innermost one. */
  public Frame frame() {
    return new Frame();
  }

  private Tensor tensor(DataType type, long... shape) {
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

  /**
   * Some tensors, as long as it is open: work that is added to the pass after {@link #close} may
   * overwrite them.
   */
  public final class Frame implements AutoCloseable {

    private final Frame outer;
    private final int before;

    private Frame() {
      outer = innermost;
      before = used;
      innermost = this;
    }

    /**
     * A contiguous tensor of any content.
     *
     * @throws dev.adamant.memory.MemoryException when the region has no room
     * @throws IllegalStateException when this is not the innermost open frame
     */
    public Tensor tensor(DataType type, long... shape) {
      checkInnermost();
      return Scratch.this.tensor(type, shape);
    }

    /**
     * Gives the memory to the frames that come next.
     *
     * @throws IllegalStateException when this is not the innermost open frame
     */
    @Override
    public void close() {
      checkInnermost();
      innermost = outer;
      used = before;
    }

    private void checkInnermost() {
      if (innermost != this) {
        throw new IllegalStateException(
            "a frame of scratch memory in the region "
                + region.name()
                + " is used while it is not the innermost open one: close frames in the reverse"
                + " order of their opening");
      }
    }
  }
}
