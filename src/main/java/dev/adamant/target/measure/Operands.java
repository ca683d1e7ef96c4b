package dev.adamant.target.measure;

import dev.adamant.memory.Block;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Operands of one type in the memory of a target, N(0,1), and room for a result; owns their region.
 */
final class Operands implements AutoCloseable {

  /** Values until they repeat; a prime, so that lines and blocks differ. */
  private static final int PERIOD = 4099;

  private final Target target;
  private final DataType type;
  private final Sizes sizes;
  private final long count;
  private final Region region;
  private final Tensor a;
  private final Tensor b;
  private final Tensor c;
  private final Block result;

  /**
   * Uploads them.
   *
   * @throws dev.adamant.memory.MemoryException when the target has no room for them
   */
  Operands(Target target, DataType type, Sizes sizes) {
    this.target = target;
    this.type = type;
    this.sizes = sizes;
    this.count = Math.max(sizes.bytes() / type.byteSize(), sizes.matrix() * sizes.matrix());
    String name = "the benchmark's " + type + " on " + target.info().name();
    this.region = target.region(name, 4 * (count * Double.BYTES + Region.ALIGNMENT));
    try {
      this.a = uploaded(1);
      this.b = uploaded(2);
      this.c = uploaded(3);
      this.result = region.allocate(count * Math.max(type.byteSize(), Float.BYTES));
    } catch (RuntimeException e) {
      region.close();
      throw e;
    }
  }

  /** The type of the operands. */
  DataType type() {
    return type;
  }

  /** The tensors of a workload on these. */
  Views views(Workload workload) {
    return workload.views(sizes, Tensor.over(result, workload.resultType(type), count), a, b, c);
  }

  /** A copy of operands to another place. */
  Work copy() {
    return new Work.Copy(Tensor.over(result, type, count), a);
  }

  @Override
  public void close() {
    region.close();
  }

  private Tensor uploaded(long seed) {
    Tensor own = region.tensor(type, count);
    try (Region host = Region.open(region.name() + ", to upload", own.byteSize() + 64)) {
      Tensor values = host.tensor(type, count);
      int distinct = (int) Math.min(count, PERIOD);
      SplittableRandom random = new SplittableRandom(seed);
      double[] drawn = new double[distinct];
      Arrays.setAll(drawn, i -> random.nextGaussian());
      values.slice(0, 0, distinct).fill(drawn);
      repeat(values.segment(), (long) distinct * type.byteSize());
      target.run(new Work.Copy(own, values));
    }
    return own;
  }

  /** Repeats the first bytes of the segment to its end. */
  private static void repeat(MemorySegment segment, long period) {
    for (long at = period; at < segment.byteSize(); at += period) {
      long bytes = Math.min(period, segment.byteSize() - at);
      MemorySegment.copy(segment, 0, segment, at, bytes);
    }
  }
}
