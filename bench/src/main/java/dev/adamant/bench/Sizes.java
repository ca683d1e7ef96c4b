package dev.adamant.bench;

/**
 * How large the operands are.
 *
 * @param cached elements of an array that stays in the cache
 * @param streamed elements that one call takes from memory
 * @param streamedBytes what the operands of calls from memory are spread over, a pair of arrays
 *     together
 * @param side rows and columns of a matrix
 * @param wideSide the same where an element has 64 bits, for which there is no fast product
 */
record Sizes(int cached, int streamed, long streamedBytes, int side, int wideSide) {

  /** Those of the targets: the stream is several times the largest cache. */
  static final Sizes FULL = new Sizes(4096, 1 << 20, 256L << 20, 1024, 128);

  /** As small as still takes every kind of step; only to see that everything works. */
  static final Sizes SMALL = new Sizes(300, 1000, 1 << 16, 17, 9);

  Sizes {
    if (cached < 1 || streamed < 1 || streamedBytes < 1 || side < 1 || wideSide < 1) {
      throw new IllegalArgumentException("sizes are at least 1");
    }
  }
}
