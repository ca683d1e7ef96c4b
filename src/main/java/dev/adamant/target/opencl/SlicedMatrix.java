package dev.adamant.target.opencl;

import dev.adamant.target.opencl.Launcher.Long4;
import dev.adamant.target.opencl.Launcher.Memory;
import dev.adamant.target.opencl.Launches.Arguments;

/**
 * Elements of a matrix.
 *
 * @param place of the first
 * @param rowStride in elements
 * @param columnStride in elements
 */
record SlicedMatrix(Memory memory, long place, long rowStride, long columnStride) {

  /** No matrix: a NULL pointer to kernels. */
  static final SlicedMatrix NONE = new SlicedMatrix(null, 0, 0, 0);

  SlicedMatrix transposed() {
    return new SlicedMatrix(memory, place, columnStride, rowStride);
  }

  SlicedMatrix from(long row, long column) {
    return new SlicedMatrix(
        memory, place + row * rowStride + column * columnStride, rowStride, columnStride);
  }

  /** Where results are, as kernels take it. */
  Long4 places() {
    return new Long4(place, rowStride, columnStride, 0);
  }

  /** Whether neighbours in memory are in one row. */
  boolean alongRows() {
    return rowStride == 0 || Math.abs(columnStride) <= Math.abs(rowStride);
  }

  /** Adds the arguments that tell of an operand with the rows as its lines. */
  void addTo(Arguments arguments, long lines, long terms) {
    arguments
        .add(memory, place, new Long4(lines, terms, rowStride, columnStride))
        .add(alongRows() ? 1 : 0);
  }
}
