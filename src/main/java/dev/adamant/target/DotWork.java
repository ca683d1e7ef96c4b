package dev.adamant.target;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.number.Format;

/** Dot products of one format up to a length, in regions of their own. */
final class DotWork implements AutoCloseable {

  private static final int SHORTEST = 64;

  private final Target target;
  private final Format format;
  private final int longest;
  private final Region region;
  private final Region staging;
  private final StagedTensor left;
  private final StagedTensor right;
  private final StagedTensor out;

  /** Room for vectors of twice the length, so that growing ones seldom need another. */
  DotWork(Target target, Format format, int length) {
    this.target = target;
    this.format = format;
    this.longest = Math.max(SHORTEST, (int) Math.min(Integer.MAX_VALUE, 2L * length));
    DataType type = DataType.of(format);
    long limit = 2 * (longest + Region.ALIGNMENT) * type.byteSize() + Region.ALIGNMENT;
    this.region = target.region("dot products", limit);
    this.staging = Region.open("dot products", limit);
    try {
      this.left = new StagedTensor(target, region, staging, type, 1, longest);
      this.right = new StagedTensor(target, region, staging, type, longest, 1);
      this.out = new StagedTensor(target, region, staging, type, 1, 1);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  boolean fits(Format wanted, int length) {
    return wanted.equals(format) && length <= longest;
  }

  long dot(long[] a, long[] b, int length) {
    for (int i = 0; i < length; i++) {
      left.host().set(a[i], 0, i);
      right.host().set(b[i], i, 0);
    }
    left.upload();
    right.upload();
    target.run(
        new Work.Contract(
            out.tensor(), left.tensor().slice(1, 0, length), right.tensor().slice(0, 0, length)));
    out.download();
    return out.host().get(0, 0);
  }

  @Override
  public void close() {
    region.close();
    staging.close();
  }
}
