package dev.adamant.schedule;

import dev.adamant.memory.Block;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;

/** A place for one operand or result after the other in the memory of a target: it only grows. */
final class Slot implements AutoCloseable {

  private final Target target;
  private Region region;
  private Region bounceRegion;
  private Block block;
  private Block bounce;
  private Tensor holds;
  private Object round;

  /** Empty. */
  Slot(Target target) {
    this.target = target;
  }

  /** Makes room for so many bytes; what was there is lost when it grows. */
  void reserve(long bytes) {
    if (block != null && block.byteSize() >= bytes) {
      return;
    }
    close();
    long size = Math.max(bytes, 1);
    region = target.region("copies for " + target.info().name(), size + Region.ALIGNMENT);
    block = region.allocate(size);
    if (block.isHost()) {
      bounce = block;
    } else {
      bounceRegion =
          Region.open(
              "copies for " + target.info().name() + ", host side", size + Region.ALIGNMENT);
      bounce = bounceRegion.allocate(size);
    }
  }

  /** Elements at the beginning of the target's memory. */
  Tensor elements(DataType type, long count) {
    return Tensor.over(block, type, count);
  }

  /** The same of the host, which is the target's where that shares it. */
  Tensor hostElements(DataType type, long count) {
    return Tensor.over(bounce, type, count);
  }

  Block block() {
    return block;
  }

  Block hostBlock() {
    return bounce;
  }

  boolean isApart() {
    return block != bounce;
  }

  /** Whether it has the elements of the tensor since the beginning of the round. */
  boolean has(Tensor tensor, Object ofRound) {
    return holds != null && ofRound.equals(round) && holds.isSameAs(tensor);
  }

  /** It has them now; null for nothing. */
  void holds(Tensor tensor, Object ofRound) {
    holds = tensor;
    round = ofRound;
  }

  @Override
  public void close() {
    holds = null;
    round = null;
    block = null;
    bounce = null;
    if (region != null) {
      region.close();
      region = null;
    }
    if (bounceRegion != null) {
      bounceRegion.close();
      bounceRegion = null;
    }
  }
}
