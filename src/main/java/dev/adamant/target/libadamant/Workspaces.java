package dev.adamant.target.libadamant;

import dev.adamant.memory.Block;
import dev.adamant.memory.Region;
import java.lang.foreign.MemorySegment;

/**
 * Scratch memory of the target's threads, in counted regions: one region for each thread and use,
 * which grows by being replaced.
 */
final class Workspaces implements AutoCloseable {

  private final Slot[] matrices;
  private final Slot[] quires;

  /** Empty. */
  Workspaces(int threads) {
    matrices = new Slot[threads];
    quires = new Slot[threads];
    for (int i = 0; i < threads; i++) {
      matrices[i] = new Slot("native workspace " + i);
      quires[i] = new Slot("native quires " + i);
    }
  }

  /** What adm_matmul takes in the thread of this number: at least so many bytes, of any content. */
  MemorySegment matrices(int slot, long bytes) {
    return matrices[slot].atLeast(bytes);
  }

  /** Quires of the thread of this number: at least so many bytes, of any content. */
  MemorySegment quires(int slot, long bytes) {
    return quires[slot].atLeast(bytes);
  }

  @Override
  public void close() {
    for (int i = 0; i < matrices.length; i++) {
      matrices[i].close();
      quires[i].close();
    }
  }

  private static final class Slot {

    private final String name;
    private Region region;
    private Block block;

    Slot(String name) {
      this.name = name;
    }

    MemorySegment atLeast(long bytes) {
      if (block == null || block.byteSize() < bytes) {
        close();
        long rounded = Math.max(Region.ALIGNMENT, bytes + bytes / 4);
        region = Region.open(name, rounded + Region.ALIGNMENT);
        block = region.allocate(rounded);
      }
      return block.segment();
    }

    void close() {
      block = null;
      if (region != null) {
        region.close();
        region = null;
      }
    }
  }
}
