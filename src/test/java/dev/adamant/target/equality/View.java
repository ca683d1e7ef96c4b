package dev.adamant.target.equality;

import dev.adamant.memory.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** How a tensor lies in its memory: the shape of a contiguous tensor and what to take of it. */
final class View {

  private static final int[] STEPS = {1, 1, 1, 2, -1, -3};
  private static final int[] PADDING = {0, 0, 1, 3};

  private final long[] backing;
  private final UnaryOperator<Tensor> taken;

  private View(long[] backing, UnaryOperator<Tensor> taken) {
    this.backing = backing;
    this.taken = taken;
  }

  /** The shape of all of the memory. */
  long[] backing() {
    return backing.clone();
  }

  /** The tensor in memory of that shape. */
  Tensor of(Tensor memory) {
    return taken.apply(memory);
  }

  /** All of the memory, in row-major order. */
  static View contiguous(long... shape) {
    return new View(shape, tensor -> tensor);
  }

  /** The last two dimensions exchanged in memory. */
  static View transposed(long... shape) {
    long[] backing = shape.clone();
    int last = shape.length - 1;
    backing[last] = shape[last - 1];
    backing[last - 1] = shape[last];
    return new View(backing, tensor -> tensor.transpose(-1, -2));
  }

  /** One element, repeated. */
  static View repeated(long... shape) {
    long[] backing = shape.clone();
    Arrays.fill(backing, 1);
    return new View(backing, tensor -> tensor.expand(shape));
  }

  /** In any order, direction and spacing. */
  static View scattered(SplittableRandom random, long... shape) {
    return any(random, false, shape);
  }

  /** The same, and some dimensions may repeat one element. */
  static View repeating(SplittableRandom random, long... shape) {
    return any(random, true, shape);
  }

  private static View any(SplittableRandom random, boolean mayRepeat, long... shape) {
    int rank = shape.length;
    int[] order = permutation(random, rank);
    long[] lengths = new long[rank];
    long[] starts = new long[rank];
    int[] steps = new int[rank];
    for (int d = 0; d < rank; d++) {
      steps[d] = STEPS[random.nextInt(STEPS.length)];
      starts[d] = PADDING[random.nextInt(PADDING.length)];
      lengths[d] = shape[d];
      if (mayRepeat && shape[d] > 0 && random.nextInt(5) == 0) {
        lengths[d] = 1;
      }
    }
    long[] backing = new long[rank];
    for (int i = 0; i < rank; i++) {
      int d = order[i];
      backing[i] = starts[d] + span(lengths[d], steps[d]) + PADDING[random.nextInt(PADDING.length)];
    }
    return new View(
        backing,
        tensor -> {
          Tensor view = inOrder(tensor, order);
          for (int d = 0; d < rank; d++) {
            view = view.slice(d, starts[d], starts[d] + span(lengths[d], steps[d]), steps[d]);
          }
          return view.expand(shape);
        });
  }

  private static long span(long length, int step) {
    return length == 0 ? 0 : (length - 1) * Math.abs(step) + 1;
  }

  /** The tensor whose dimension order[i] is dimension i of the given one. */
  private static Tensor inOrder(Tensor tensor, int[] order) {
    int[] now = order.clone();
    Tensor view = tensor;
    for (int d = 0; d < now.length; d++) {
      int at = d;
      while (now[at] != d) {
        at++;
      }
      view = view.transpose(d, at);
      now[at] = now[d];
      now[d] = d;
    }
    return view;
  }

  private static int[] permutation(SplittableRandom random, int rank) {
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
