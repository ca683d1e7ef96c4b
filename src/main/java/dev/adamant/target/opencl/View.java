package dev.adamant.target.opencl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The dimensions that operands of one shape walk together: put in the order of the result's memory,
 * merged where all operands allow it, and cut into blocks that one launch takes.
 */
final class View {

  /** The most that the second and third length of an NDRange may be: what every driver takes. */
  private static final long GRID_LIMIT = 1 << 15;

  /** Below this length the first dimension leaves too many work-items of a group without work. */
  private static final long SHORT = 32;

  private static final int BLOCK_RANK = 4;

  /** What one launch takes: lengths and strides of four dimensions, the fastest first. */
  static final class Block {

    private final Launcher.Long4 shape;
    private final long[] offsets;
    private final Launcher.Long4[] strides;

    private Block(Launcher.Long4 shape, long[] offsets, Launcher.Long4[] strides) {
      this.shape = shape;
      this.offsets = offsets;
      this.strides = strides;
    }

    /** The lengths. */
    Launcher.Long4 shape() {
      return shape;
    }

    /** How many operands there are. */
    int operands() {
      return offsets.length;
    }

    /** The place of an operand's first element. */
    long offset(int operand) {
      return offsets[operand];
    }

    /** The strides of an operand. */
    Launcher.Long4 strides(int operand) {
      return strides[operand];
    }

    /** The lengths, fastest last. */
    long[] lengths() {
      return slowestFirst(shape);
    }

    /** The places of an operand in a shape of {@link #lengths}. */
    Operand operand(int index) {
      return new Operand(offsets[index], slowestFirst(strides[index]));
    }

    private static long[] slowestFirst(Launcher.Long4 four) {
      return new long[] {four.s3(), four.s2(), four.s1(), four.s0()};
    }
  }

  /** A length and the stride of each operand. */
  private static final class Dimension {

    private final long size;
    private final long[] strides;

    Dimension(long size, long... strides) {
      this.size = size;
      this.strides = strides;
    }

    long size() {
      return size;
    }

    Dimension withSize(long newSize) {
      return new Dimension(newSize, strides);
    }
  }

  private final List<Dimension> dimensions;
  private final long[] offsets;
  private final boolean empty;

  private View(List<Dimension> dimensions, Operand[] operands) {
    this.dimensions = dimensions;
    this.offsets = Arrays.stream(operands).mapToLong(Operand::offset).toArray();
    this.empty = dimensions.stream().anyMatch(dimension -> dimension.size == 0);
  }

  /**
   * All dimensions in the best order.
   *
   * @param operands the result first
   */
  static View of(long[] shape, Operand... operands) {
    List<Dimension> dimensions = merged(dimensions(shape, operands));
    if (!dimensions.isEmpty() && dimensions.getFirst().size < SHORT) {
      Dimension longest = dimensions.stream().max(Comparator.comparingLong(Dimension::size)).get();
      if (longest.size > dimensions.getFirst().size) {
        dimensions.remove(longest);
        dimensions.addFirst(longest);
      }
    }
    return new View(dimensions, operands);
  }

  /**
   * The last dimension as the first of the block, that before it as the second, the others in the
   * best order.
   *
   * @param shape at least two lengths
   * @param operands the result first
   */
  static View ofMatrices(long[] shape, Operand... operands) {
    List<Dimension> all = dimensions(shape, operands);
    List<Dimension> dimensions = merged(all.subList(0, all.size() - 2));
    dimensions.addFirst(all.get(all.size() - 2));
    dimensions.addFirst(all.getLast());
    return new View(dimensions, operands);
  }

  /** Blocks that together are the whole. */
  List<Block> blocks() {
    return blocks(Long.MAX_VALUE);
  }

  /** Blocks that together are the whole, none of more elements than that. */
  List<Block> blocks(long mostElements) {
    List<Block> blocks = new ArrayList<>();
    if (!empty) {
      cut(dimensions, offsets, mostElements, blocks);
    }
    return blocks;
  }

  private static void cut(
      List<Dimension> dimensions, long[] offsets, long most, List<Block> blocks) {
    int at = dimensions.size() - 1;
    while (at >= 0 && step(dimensions, at, most) >= dimensions.get(at).size) {
      at--;
    }
    if (at < 0) {
      blocks.add(block(dimensions, offsets));
      return;
    }
    long step = step(dimensions, at, most);
    Dimension whole = dimensions.get(at);
    for (long from = 0; from < whole.size; from += step) {
      List<Dimension> part = new ArrayList<>(dimensions);
      part.set(at, whole.withSize(Math.min(step, whole.size - from)));
      if (at >= BLOCK_RANK) {
        part.remove(at);
      }
      long[] places = offsets.clone();
      for (int i = 0; i < places.length; i++) {
        places[i] += from * whole.strides[i];
      }
      cut(part, places, most, blocks);
    }
  }

  /** How much of a dimension one block may have. */
  private static long step(List<Dimension> dimensions, int at, long most) {
    long below = 1;
    for (Dimension dimension : dimensions.subList(0, at)) {
      below *= dimension.size;
    }
    long limit =
        switch (at) {
          case 0 -> Long.MAX_VALUE;
          case 1, 2 -> GRID_LIMIT;
          case 3 -> Math.max(1, GRID_LIMIT / dimensions.get(2).size);
          default -> 0;
        };
    return at >= BLOCK_RANK ? 1 : Math.min(limit, Math.max(1, most / below));
  }

  private static Block block(List<Dimension> dimensions, long[] offsets) {
    Launcher.Long4[] strides = new Launcher.Long4[offsets.length];
    for (int i = 0; i < strides.length; i++) {
      int operand = i;
      strides[i] = four(dimensions, 0, dimension -> dimension.strides[operand]);
    }
    return new Block(four(dimensions, 1, Dimension::size), offsets, strides);
  }

  private static Launcher.Long4 four(
      List<Dimension> dimensions, long absent, ToLongFunction<Dimension> component) {
    long[] values = new long[BLOCK_RANK];
    for (int d = 0; d < values.length; d++) {
      values[d] = d < dimensions.size() ? component.applyAsLong(dimensions.get(d)) : absent;
    }
    return new Launcher.Long4(values[0], values[1], values[2], values[3]);
  }

  private static List<Dimension> dimensions(long[] shape, Operand... operands) {
    List<Dimension> dimensions = new ArrayList<>();
    for (int d = 0; d < shape.length; d++) {
      long[] strides = new long[operands.length];
      for (int i = 0; i < strides.length; i++) {
        strides[i] = operands[i].stride(d);
      }
      dimensions.add(new Dimension(shape[d], strides));
    }
    return dimensions;
  }

  /** Fastest in the result first, without those of length 1, neighbours merged. */
  private static List<Dimension> merged(List<Dimension> all) {
    List<Dimension> sorted = new ArrayList<>(all);
    sorted.removeIf(dimension -> dimension.size == 1);
    sorted.sort(Comparator.comparingLong(dimension -> Math.abs(dimension.strides[0])));
    List<Dimension> dimensions = new ArrayList<>();
    for (Dimension outer : sorted) {
      if (!dimensions.isEmpty() && continues(dimensions.getLast(), outer)) {
        Dimension inner = dimensions.removeLast();
        dimensions.add(inner.withSize(inner.size * outer.size));
      } else {
        dimensions.add(outer);
      }
    }
    return dimensions;
  }

  private static boolean continues(Dimension inner, Dimension outer) {
    for (int i = 0; i < inner.strides.length; i++) {
      if (outer.strides[i] != inner.strides[i] * inner.size) {
        return false;
      }
    }
    return true;
  }
}
