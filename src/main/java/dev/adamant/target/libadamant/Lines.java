package dev.adamant.target.libadamant;

import dev.adamant.memory.Tensor;

/**
 * The elements of several tensors of one shape as lines: the library's functions take a stride for
 * each array, so every line is one call. Dimensions that follow each other in all tensors count as
 * one.
 */
final class Lines {

  private final int tensors;
  private final long[] bases;
  private final int[] bytes;

  /** Dimensions after merging, outermost first. */
  private int rank;

  private final long[] sizes = new long[Tensor.MAX_RANK];
  private final long[][] strides = new long[Tensor.MAX_RANK][];

  private Lines(Tensor... tensors) {
    this.tensors = tensors.length;
    this.bases = new long[tensors.length];
    this.bytes = new int[tensors.length];
    for (int t = 0; t < tensors.length; t++) {
      bases[t] = Addresses.first(tensors[t]);
      bytes[t] = tensors[t].type().byteSize();
    }
  }

  /** A call of the library. */
  @FunctionalInterface
  interface Call {

    /**
     * Does some elements of a line.
     *
     * @param n how many
     * @param addresses of the first of them in each tensor
     * @param strides of each tensor in elements
     * @param first which element of the line the first is, when all lines follow each other
     */
    void line(long n, long[] addresses, long[] strides, long first);
  }

  /** Lines along the longest dimension, in any order; there is at least one element. */
  static Lines of(Tensor... tensors) {
    Lines lines = merged(tensors);
    int longest = lines.rank - 1;
    for (int d = lines.rank - 2; d >= 0; d--) {
      if (lines.sizes[d] > lines.sizes[longest]) {
        longest = d;
      }
    }
    lines.swap(longest, lines.rank - 1);
    return lines;
  }

  /** Lines along the last dimension, in row-major order; there is at least one element. */
  static Lines inOrder(Tensor... tensors) {
    return merged(tensors);
  }

  /** How many elements a line has. */
  long length() {
    return sizes[rank - 1];
  }

  /** How many lines there are. */
  long count() {
    long count = 1;
    for (int d = 0; d < rank - 1; d++) {
      count *= sizes[d];
    }
    return count;
  }

  /** Does part {@code part} of {@code parts} about equal ones. */
  void forPart(int part, int parts, Call call) {
    long lines = count();
    if (lines >= parts) {
      forEach(cut(lines, part, parts), cut(lines, part + 1, parts), 0, length(), call);
    } else {
      forEach(0, lines, cut(length(), part, parts), cut(length(), part + 1, parts), call);
    }
  }

  /** Where part {@code part} of {@code parts} begins. */
  static long cut(long length, int part, int parts) {
    return length / parts * part + Math.min(part, length % parts);
  }

  private void forEach(long fromLine, long toLine, long from, long to, Call call) {
    if (from == to) {
      return;
    }
    long[] index = new long[rank];
    long[] at = new long[tensors];
    long[] addresses = new long[tensors];
    seek(fromLine, index, at);
    long[] step = strides[rank - 1];
    for (long line = fromLine; line < toLine; line++) {
      for (int t = 0; t < tensors; t++) {
        addresses[t] = bases[t] + (at[t] + from * step[t]) * bytes[t];
      }
      call.line(to - from, addresses, step, line * length() + from);
      advance(index, at);
    }
  }

  /** Sets the index and the elements at which a line begins. */
  private void seek(long line, long[] index, long[] at) {
    long rest = line;
    for (int d = rank - 2; d >= 0; d--) {
      index[d] = rest % sizes[d];
      rest /= sizes[d];
      for (int t = 0; t < tensors; t++) {
        at[t] += index[d] * strides[d][t];
      }
    }
  }

  /** The same for the next line. */
  private void advance(long[] index, long[] at) {
    for (int d = rank - 2; d >= 0; d--) {
      boolean within = ++index[d] < sizes[d];
      long steps = within ? 1 : 1 - sizes[d];
      for (int t = 0; t < tensors; t++) {
        at[t] += steps * strides[d][t];
      }
      if (within) {
        return;
      }
      index[d] = 0;
    }
  }

  private static Lines merged(Tensor... tensors) {
    Lines lines = new Lines(tensors);
    Tensor shape = tensors[0];
    for (int d = 0; d < shape.rank(); d++) {
      if (shape.size(d) != 1) {
        lines.append(shape.size(d), d, tensors);
      }
    }
    if (lines.rank == 0) {
      lines.sizes[0] = 1;
      lines.strides[0] = new long[tensors.length];
      lines.rank = 1;
    }
    return lines;
  }

  private void append(long size, int d, Tensor... from) {
    long[] inner = new long[tensors];
    boolean follows = rank > 0;
    for (int t = 0; t < tensors; t++) {
      inner[t] = from[t].stride(d);
      follows = follows && strides[rank - 1][t] == inner[t] * size;
    }
    if (follows) {
      sizes[rank - 1] *= size;
      strides[rank - 1] = inner;
    } else {
      sizes[rank] = size;
      strides[rank] = inner;
      rank++;
    }
  }

  private void swap(int d, int e) {
    long size = sizes[d];
    sizes[d] = sizes[e];
    sizes[e] = size;
    long[] stride = strides[d];
    strides[d] = strides[e];
    strides[e] = stride;
  }
}
