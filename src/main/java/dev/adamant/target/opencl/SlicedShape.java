package dev.adamant.target.opencl;

/**
 * How a device does products by slices.
 *
 * @param kernel of {@code sliced.cl}
 * @param rowSide lines of a panel of A
 * @param columnSide lines of a panel of B
 * @param paired whether the columns of a panel are interleaved
 * @param block the most rows and columns of a block of the result
 * @param group the work-group of the other kernels
 */
record SlicedShape(
    String kernel, long rowSide, long columnSide, boolean paired, long block, long group) {

  private static final SlicedShape TILES = new SlicedShape("sliced_tile", 6, 8, true, 1024, 1);
  private static final SlicedShape BLOCKS = new SlicedShape("sliced_block", 64, 64, false, 2048, 8);

  /** What {@code sliced_block} asks of a device. */
  private static final long LEAST_GROUP = 128;

  private static final long LEAST_LOCAL_BYTES = 12 << 10;

  /**
   * Rows or columns that are packed together.
   *
   * @param side lines of a panel
   */
  record Panels(long from, long lines, long side) {

    long count() {
      return Parts.ceilDiv(lines, side);
    }

    long padded() {
      return count() * side;
    }
  }

  static SlicedShape of(DeviceTraits traits) {
    boolean local =
        traits.maxWorkGroup() >= LEAST_GROUP && traits.localBytes() >= LEAST_LOCAL_BYTES;
    return !traits.cpu() && local ? BLOCKS : TILES;
  }
}
