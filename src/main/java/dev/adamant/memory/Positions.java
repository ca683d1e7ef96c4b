package dev.adamant.memory;

/** The places of a tensor's elements in its block, in elements, row-major. */
public final class Positions {

  private final long[] shape;
  private final long[] strides;
  private final long[] index;
  private long at;

  /** Made by {@link Tensor#positions}, which shares its arrays. */
  Positions(long offset, long[] shape, long[] strides) {
    this.shape = shape;
    this.strides = strides;
    this.index = new long[shape.length];
    this.at = offset;
  }

  /**
   * The place of the next element; call it as often as there are elements. After the last comes the
   * first again; where there are none its answer means nothing.
   */
  public long next() {
    long place = at;
    for (int d = shape.length - 1; d >= 0; d--) {
      at += strides[d];
      if (++index[d] < shape[d]) {
        break;
      }
      at -= strides[d] * shape[d];
      index[d] = 0;
    }
    return place;
  }
}
