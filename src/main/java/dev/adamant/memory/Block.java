package dev.adamant.memory;

import java.lang.foreign.MemorySegment;

/** Bytes that a region owns: what tensors are laid over. It goes with its region. */
public final class Block {

  private final Region region;
  private final long byteSize;
  private final Object handle;

  /** Made by the region. */
  Block(Region region, long byteSize, Object handle) {
    this.region = region;
    this.byteSize = byteSize;
    this.handle = handle;
  }

  /** The owner. */
  public Region region() {
    return region;
  }

  /** Its length in bytes. */
  public long byteSize() {
    return byteSize;
  }

  /** Whether the host can read and write it in place. */
  public boolean isHost() {
    return handle instanceof MemorySegment;
  }

  /**
   * The bytes.
   *
   * @throws MemoryException when the region is closed, or the memory is a device's own
   */
  public MemorySegment segment() {
    region.checkOpen();
    if (handle instanceof MemorySegment segment) {
      return segment;
    }
    throw new MemoryException(
        "the region "
            + region.name()
            + " is in the memory of "
            + region.place()
            + ", which the host cannot address: copy the tensor to a region of the host first");
  }

  /** What the allocator gave: a segment, or what addresses the memory on its device. */
  public Object handle() {
    return handle;
  }
}
