package dev.adamant.schedule;

import dev.adamant.memory.Block;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Finds out how long a piece of work takes on a target, on tensors of its own. */
final class Calibrator {

  private static final double NANOS = 1e9;

  /** The part of the time in which work is only run, so that code and caches are warm. */
  private static final double WARM_PART = 0.25;

  /** For so many runs it may take longer. */
  private static final int LEAST_RUNS = 5;

  /** So many times as long. */
  private static final int LONGER = 3;

  /** Work that is submitted at once, of a pass. */
  private static final int IN_PASS = 8;

  private static final int MOST_RUNS = 1000;

  /** Values until they repeat; a prime, so that lines and blocks differ. */
  private static final int PERIOD = 4099;

  /** Of a number below zero these give NaR, which is quicker than an answer. */
  private static final Set<UnaryOperation> ABOVE_ZERO =
      EnumSet.of(
          UnaryOperation.SQRT, UnaryOperation.LOG, UnaryOperation.LOG2, UnaryOperation.RSQRT);

  private Calibrator() {}

  /**
   * Runs work of the same shapes, strides and types a few times.
   *
   * @param target can do the work
   * @param work whose tensors are neither read nor written, and may be on paper
   * @param seconds about how long it may go on; whatever they are, the work is run twice
   * @return the seconds that one run takes: the median
   * @throws dev.adamant.target.TargetException when the target fails
   * @throws dev.adamant.memory.MemoryException when it has no room for the tensors
   */
  static double measure(Target target, Work work, double seconds) {
    return measure(target, work, seconds, 1);
  }

  /** The same where work is submitted before the one before it has ended, as a pass does. */
  static double measureInPass(Target target, Work work, double seconds) {
    return measure(target, work, seconds, IN_PASS);
  }

  private static double measure(Target target, Work work, double seconds, int atOnce) {
    long bytes = twinBytes(work.out());
    for (Tensor operand : work.operands()) {
      bytes += twinBytes(operand);
    }
    try (Region region = target.region("calibration", bytes)) {
      // The result gets a place of its own, or work in place would end in numbers beyond all use.
      Work own = Works.replace(work, tensor -> twin(tensor, region));
      boolean positive = work instanceof Work.Map map && ABOVE_ZERO.contains(map.operation());
      for (Tensor operand : own.operands()) {
        fill(target, operand, positive);
      }
      return timed(target, own, seconds, atOnce);
    }
  }

  private static Tensor twin(Tensor tensor, Region region) {
    long[] span = StridedCopy.span(tensor);
    return tensor.over(region.allocate(elements(span) * tensor.type().byteSize()), -span[0]);
  }

  private static long twinBytes(Tensor tensor) {
    return elements(StridedCopy.span(tensor)) * tensor.type().byteSize() + Region.ALIGNMENT;
  }

  private static long elements(long... span) {
    return Math.max(1, span[1] - span[0] + 1);
  }

  private static double timed(Target target, Work work, double seconds, int atOnce) {
    long begun = System.nanoTime();
    do {
      target.run(work);
    } while (since(begun) < WARM_PART * seconds);
    List<Double> times = new ArrayList<>();
    do {
      long start = System.nanoTime();
      for (int i = 1; i < atOnce; i++) {
        target.submit(work);
      }
      target.run(work);
      times.add(since(start) / atOnce);
    } while (times.size() < MOST_RUNS
        && since(begun) < (times.size() < LEAST_RUNS ? LONGER * seconds : seconds));
    times.sort(null);
    return Math.max(1 / NANOS, times.get(times.size() / 2));
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / NANOS;
  }

  /** Fills the whole block of an operand; quires stay zero. */
  private static void fill(Target target, Tensor operand, boolean positive) {
    DataType type = operand.type();
    if (type.kind() == DataType.Kind.QUIRE) {
      return;
    }
    Block block = operand.block();
    Tensor all = Tensor.over(block, type, block.byteSize() / type.byteSize());
    if (block.isHost()) {
      fill(all, positive);
      return;
    }
    try (Region host = Region.open("calibration, host side", all.byteSize() + Region.ALIGNMENT)) {
      Tensor values = host.tensor(type, all.count());
      fill(values, positive);
      target.run(new Work.Copy(all, values));
    }
  }

  private static void fill(Tensor tensor, boolean positive) {
    SplittableRandom random = new SplittableRandom(tensor.count());
    double[] drawn = new double[(int) Math.min(tensor.count(), PERIOD)];
    Arrays.setAll(
        drawn, i -> positive ? Math.abs(random.nextGaussian()) + 0.01 : random.nextGaussian());
    tensor.slice(0, 0, drawn.length).fill(drawn);
    MemorySegment bytes = tensor.segment();
    long period = (long) drawn.length * tensor.type().byteSize();
    for (long at = period; at < bytes.byteSize(); at += period) {
      MemorySegment.copy(bytes, 0, bytes, at, Math.min(period, bytes.byteSize() - at));
    }
  }
}
