package dev.adamant.target.opencl;

/**
 * How a long sum is cut in parts, so that a few sums keep a device busy. Part p takes the terms k =
 * p·start, p·start + step, … below both their number and p·start + span.
 *
 * @param count how many parts
 * @param start the distance of the first terms of neighbours
 * @param step the distance of the terms of a part
 * @param span the length of a part
 */
record Parts(long count, long start, long step, long span) {

  /** What is left to one work-item: fewer parts are merged at once. */
  static final long FEW = 64;

  private static final long ITEMS_PER_UNIT = 1024;
  private static final long TERMS_PER_ITEM = 64;
  private static final long CPU_ITEMS_PER_UNIT = 32;
  private static final long CPU_TERMS_PER_ITEM = 512;

  /** All terms in one part. */
  static final Parts WHOLE = new Parts(1, 0, 1, Long.MAX_VALUE);

  /**
   * As many parts as are worth their merging.
   *
   * @param sums how many sums there are
   * @param terms of each
   */
  static Parts of(DeviceTraits traits, long sums, long terms) {
    long items = traits.computeUnits() * (traits.cpu() ? CPU_ITEMS_PER_UNIT : ITEMS_PER_UNIT);
    long least = traits.cpu() ? CPU_TERMS_PER_ITEM : TERMS_PER_ITEM;
    if (sums == 0 || sums >= items || terms <= least) {
      return WHOLE;
    }
    long count = Math.min(ceilDiv(items, sums), ceilDiv(terms, least));
    return traits.cpu() ? blocks(count, terms) : interleaved(count);
  }

  /** Parts of neighbouring terms, which suit the caches of processors. */
  private static Parts blocks(long count, long terms) {
    long span = ceilDiv(terms, count);
    return new Parts(count, span, 1, span);
  }

  /** Parts whose terms alternate, so that neighbouring work-items read neighbouring memory. */
  static Parts interleaved(long count) {
    return count == 1 ? WHOLE : new Parts(count, 1, count, Long.MAX_VALUE);
  }

  /** As many parts for sums of another length. */
  Parts forTerms(long terms) {
    return step == 1 && count > 1 ? blocks(count, Math.max(terms, 1)) : this;
  }

  /** The number of the first term, where the parts are the first dimension of so many. */
  Operand starts(int rank) {
    Operand none = Operand.none(rank);
    return count == 1 ? none : none.with(0, start);
  }

  static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }
}
