package dev.adamant.schedule;

import dev.adamant.memory.Tensor;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Tensors that lie anyhow in their memory. */
final class Scattered {

  private static final int[] STEPS = {1, 1, 1, 2, -1, -3};

  private Scattered() {}

  /**
   * A view with other elements beside and between its own.
   *
   * @param memory makes a contiguous tensor of a shape
   * @param mayRepeat whether dimensions may repeat one element
   */
  static Tensor view(
      SplittableRandom random, Function<long[], Tensor> memory, boolean mayRepeat, long... shape) {
    int rank = shape.length;
    if (rank == 0) {
      return memory.apply(shape);
    }
    int e = random.nextInt(rank);
    int f = random.nextInt(rank);
    long[] backing = new long[rank];
    long[] starts = new long[rank];
    long[] ends = new long[rank];
    int[] steps = new int[rank];
    for (int d = 0; d < rank; d++) {
      long length = mayRepeat && shape[d] > 0 && random.nextInt(6) == 0 ? 1 : shape[d];
      steps[d] = STEPS[random.nextInt(STEPS.length)];
      starts[d] = random.nextInt(4) / 2;
      ends[d] = starts[d] + (length == 0 ? 0 : (length - 1) * Math.abs(steps[d]) + 1);
      backing[d == e ? f : d == f ? e : d] = ends[d] + random.nextInt(3) / 2;
    }
    Tensor view = memory.apply(backing).transpose(e, f);
    for (int d = 0; d < rank; d++) {
      view = view.slice(d, starts[d], ends[d], steps[d]);
    }
    return view.expand(shape);
  }
}
