package dev.adamant.schedule;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.List;

/**
 * A way to divide a piece of work into slices that can be done in any order, anywhere.
 *
 * @param axis the direction
 * @param dimension of the result that is divided, from 0; −1 with {@link Axis#DEPTH}
 * @param slices how many there are, at least 2: the length of the dimension, or of the depth, which
 *     counts the products of all terms one after the other
 */
public record Cut(Axis axis, int dimension, long slices) {

  /** So many slices can be shared well enough: of speeds as 1 to 31 each still gets its part. */
  static final int USEFUL = 32;

  /** Checks that there is something to divide. */
  public Cut {
    if (slices < 2 || (axis == Axis.DEPTH) != (dimension < 0)) {
      throw new IllegalArgumentException(
          "a cut of the "
              + axis.axisName()
              + " of dimension "
              + dimension
              + " into "
              + slices
              + " slices: at least 2, and of a dimension, which depth alone is not");
    }
  }

  /**
   * All ways to divide the work, {@link Axis#DEPTH} last. Empty where there is only one slice, or
   * the work depends on its place (results in IEEE floats have no depth to divide, as their sums
   * are not exact).
   *
   * <p>Of the dimensions with at least {@value #USEFUL} slices that one comes first whose parts are
   * in one piece of the result's memory, or in the fewest: the one with the longest stride. Behind
   * them come those with fewer slices, the most slices first. Work on quires and copies, whose
   * tensors must be contiguous, and random elements, which are numbered one after the other, are
   * divided along the first dimension longer than 1 alone.
   */
  public static List<Cut> of(Work work) {
    return Ways.of(work);
  }

  /**
   * The slices from (inclusive) to (exclusive), as work on views of the same tensors; not with
   * {@link Axis#DEPTH}.
   *
   * @throws IndexOutOfBoundsException when there are no such slices, or none between the two
   * @throws IllegalArgumentException with {@link Axis#DEPTH}
   */
  public Work part(Work work, long from, long to) {
    checkSlices(work, from, to);
    if (axis == Axis.DEPTH) {
      throw new IllegalArgumentException(
          work.kernel().kernelName()
              + ": a part of the depth is a partial sum, which needs quires");
    }
    return from == 0 && to == slices ? work : Parts.of(work, dimension, from, to);
  }

  /**
   * A partial sum, with {@link Axis#DEPTH} alone: of the products, or terms, from (inclusive) to
   * (exclusive). The addend of the work is in none of its parts.
   *
   * @param quires for the result, of the shape of the work's
   * @throws IndexOutOfBoundsException when there are no such slices, or none between the two
   * @throws IllegalArgumentException with any other axis, and when the quires do not fit
   */
  public Work partialSum(Work work, Tensor quires, long from, long to) {
    checkSlices(work, from, to);
    if (axis != Axis.DEPTH) {
      throw new IllegalArgumentException(
          work.kernel().kernelName() + ": a part of the " + axis.axisName() + " is no partial sum");
    }
    return DepthParts.of(work, quires, from, to);
  }

  /**
   * What is to be done with the partial sums, in order: they are merged into the first of them,
   * with the addend of the work, and that is rounded once, or copied, into its result. Where that
   * is of quires the last sum goes right into it.
   *
   * @param partial at least one, as {@link #partialSum} had them, apart from the tensors of the
   *     work; the first is overwritten
   * @throws IllegalArgumentException when there is none, or the work has no partial sums
   */
  public static List<Work> merge(Work work, List<Tensor> partial) {
    return DepthParts.merge(work, partial);
  }

  private void checkSlices(Work work, long from, long to) {
    if (from < 0 || from >= to || to > slices) {
      throw new IndexOutOfBoundsException(
          work.kernel().kernelName()
              + " into "
              + work.out()
              + " has no slices "
              + from
              + ".."
              + to
              + " of "
              + slices
              + " of the "
              + axis.axisName());
    }
  }
}
