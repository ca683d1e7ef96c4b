package dev.adamant.target.check;

import dev.adamant.memory.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Where the elements of a tensor lie in a larger one, its base: with gaps, backwards, dimensions
 * exchanged, elements repeated.
 */
final class Layout {

  private final long[] shape;
  private final long[] baseShape;

  /** Dimension d of the view before it is expanded is dimension place[d] of the base. */
  private final int[] place;

  private final long[] before;
  private final long[] step;
  private final boolean[] repeated;

  private Layout(long... shape) {
    int rank = shape.length;
    this.shape = shape.clone();
    this.baseShape = shape.clone();
    this.place = new int[rank];
    this.before = new long[rank];
    this.step = new long[rank];
    this.repeated = new boolean[rank];
    Arrays.setAll(place, d -> d);
    Arrays.fill(step, 1);
  }

  /** Contiguous, but not always at the start of the base. */
  static Layout contiguous(SplittableRandom random, long... shape) {
    Layout layout = new Layout(shape);
    if (shape.length > 0) {
      layout.before[0] = random.nextInt(3);
      layout.baseShape[0] += layout.before[0] + random.nextInt(2);
    }
    return layout;
  }

  /**
   * Any.
   *
   * @param result whether every element must have a place of its own
   */
  static Layout any(SplittableRandom random, boolean result, long... shape) {
    if (random.nextInt(3) == 0) {
      return contiguous(random, shape);
    }
    Layout layout = new Layout(shape);
    int rank = shape.length;
    for (int d = rank - 1; d > 0; d--) {
      int other = random.nextInt(d + 1);
      int swapped = layout.place[d];
      layout.place[d] = layout.place[other];
      layout.place[other] = swapped;
    }
    for (int d = 0; d < rank; d++) {
      layout.repeated[d] = !result && shape[d] > 0 && random.nextInt(8) == 0;
      long stride = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
      layout.before[d] = random.nextInt(4) == 0 ? random.nextInt(3) : 0;
      layout.step[d] = random.nextInt(4) == 0 ? -stride : stride;
      layout.baseShape[layout.place[d]] =
          layout.before[d] + layout.span(d) + (random.nextInt(4) == 0 ? random.nextInt(3) : 0);
    }
    return layout;
  }

  /** The shape of the base. */
  long[] baseShape() {
    return baseShape.clone();
  }

  /** The elements in the base. */
  Tensor view(Tensor base) {
    int rank = shape.length;
    int[] at = new int[rank];
    Arrays.setAll(at, d -> d);
    Tensor view = base;
    for (int d = 0; d < rank; d++) {
      int from = d;
      while (at[from] != place[d]) {
        from++;
      }
      at[from] = at[d];
      at[d] = place[d];
      view = view.transpose(d, from).slice(d, before[d], before[d] + span(d), step[d]);
    }
    return view.expand(shape);
  }

  /** How many elements of the base lie between the first and the last, which are counted. */
  private long span(int d) {
    if (repeated[d]) {
      return 1;
    }
    return shape[d] == 0 ? 0 : (shape[d] - 1) * Math.abs(step[d]) + 1;
  }
}
