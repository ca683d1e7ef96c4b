package dev.adamant.target.libadamant;

import dev.adamant.memory.Elements;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/**
 * A matrix, or a vector as a matrix of one row, whose elements lie in memory at some strides. The
 * memory between them holds a filler, so that a read or write beside an element shows.
 */
final class StridedArray {

  private final int bits;
  private final long filler;
  private final long rows;
  private final long columns;
  private final long rowStride;
  private final long columnStride;
  private final long base;
  private final MemorySegment memory;

  private StridedArray(
      Arena arena,
      int bits,
      long filler,
      long rows,
      long columns,
      long rowStride,
      long columnStride) {
    this.bits = bits;
    this.filler = filler << (Long.SIZE - bits) >> (Long.SIZE - bits);
    this.rows = rows;
    this.columns = columns;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
    long rowSpan = Math.max(rows - 1, 0) * rowStride;
    long columnSpan = Math.max(columns - 1, 0) * columnStride;
    this.base = 1 + Math.max(-rowSpan, 0) + Math.max(-columnSpan, 0);
    this.memory = arena.allocate((3 + Math.abs(rowSpan) + Math.abs(columnSpan)) * bits / 8, 1);
    clear();
  }

  /** One row with the stride between its elements. */
  static StridedArray vector(Arena arena, int bits, long filler, long length, long stride) {
    return new StridedArray(arena, bits, filler, 1, length, 0, stride);
  }

  /** A matrix of which no two elements share memory, in any order, direction and spacing. */
  static StridedArray matrix(
      Arena arena, int bits, long filler, long rows, long columns, SplittableRandom random) {
    long inner = random.nextInt(4) == 0 ? 2 : 1;
    long padding = random.nextBoolean() ? 0 : random.nextInt(1, 6);
    boolean rowMajor = random.nextBoolean();
    long outer = inner * (rowMajor ? columns : rows) + padding;
    long rowSign = random.nextInt(4) == 0 ? -1 : 1;
    long columnSign = random.nextInt(4) == 0 ? -1 : 1;
    return new StridedArray(
        arena,
        bits,
        filler,
        rows,
        columns,
        rowSign * (rowMajor ? outer : inner),
        columnSign * (rowMajor ? inner : outer));
  }

  /** A matrix whose rows, or whose columns, all share their memory. */
  static StridedArray broadcast(
      Arena arena, int bits, long filler, long rows, long columns, SplittableRandom random) {
    boolean oneRow = random.nextBoolean();
    return new StridedArray(arena, bits, filler, rows, columns, oneRow ? 0 : 1, oneRow ? 1 : 0);
  }

  /** Writes the filler everywhere. */
  void clear() {
    for (long i = 0; i < memory.byteSize() * 8 / bits; i++) {
      Elements.set(memory, bits / 8, i, filler);
    }
  }

  /** Writes the elements, a row after the other. */
  StridedArray fill(long[] elements) {
    for (int i = 0; i < elements.length; i++) {
      set(i / columns, i % columns, elements[i]);
    }
    return this;
  }

  void set(long row, long column, long element) {
    Elements.set(memory, bits / 8, place(row, column), element);
  }

  long get(long row, long column) {
    return Elements.get(memory, bits / 8, place(row, column));
  }

  /** How many elements of the memory, between, before and after the elements, hold no filler. */
  long strayWrites() {
    long written = 0;
    for (long i = 0; i < memory.byteSize() * 8 / bits; i++) {
      written += Elements.get(memory, bits / 8, i) == filler ? 0 : 1;
    }
    for (long row = 0; row < rows; row++) {
      for (long column = 0; column < columns; column++) {
        written -= get(row, column) == filler ? 0 : 1;
      }
    }
    return written;
  }

  /** The element of row 0 and column 0. */
  MemorySegment first() {
    return memory.asSlice(base * bits / 8);
  }

  long rowStride() {
    return rowStride;
  }

  long columnStride() {
    return columnStride;
  }

  @Override
  public String toString() {
    return rows + "x" + columns + " by " + rowStride + "," + columnStride;
  }

  private long place(long row, long column) {
    return base + row * rowStride + column * columnStride;
  }
}
