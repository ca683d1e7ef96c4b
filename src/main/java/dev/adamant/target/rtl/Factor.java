package dev.adamant.target.rtl;

import dev.adamant.memory.Tensor;
import java.util.function.IntUnaryOperator;

/**
 * One side of the products of a sum.
 *
 * @param tensor of the elements; null where all are 1
 * @param follows the dimension of the tensor that goes with a dimension of the result, or −1
 * @param inner the dimension that is summed over, or −1
 */
record Factor(Tensor tensor, IntUnaryOperator follows, int inner) {

  /** 1, whatever the place. */
  static final Factor ONE = new Factor(null, d -> -1, -1);

  /** The element of the place of the result. */
  static Factor elementOf(Tensor tensor) {
    return new Factor(tensor, d -> d, -1);
  }

  /** Those of the result's place and every index of the last dimension. */
  static Factor lineOf(Tensor tensor) {
    return new Factor(tensor, d -> d, tensor.rank() - 1);
  }

  /** […, m, k], of the row of a result of the same rank. */
  static Factor rowOf(Tensor tensor) {
    int last = tensor.rank() - 1;
    return new Factor(tensor, d -> d == last ? -1 : d, last);
  }

  /** […, k, n], of the column. */
  static Factor columnOf(Tensor tensor) {
    int last = tensor.rank() - 1;
    return new Factor(tensor, d -> d == last - 1 ? -1 : d, last - 1);
  }

  /** Elements from one place to the next along a dimension of the result. */
  long stride(int d) {
    int own = follows.applyAsInt(d);
    return own < 0 ? 0 : tensor.stride(own);
  }

  /** Elements from one product to the next. */
  long innerStride() {
    return inner < 0 ? 0 : tensor.stride(inner);
  }

  /** How many products there are at a place, as far as this side says. */
  long count() {
    return inner < 0 ? 1 : tensor.size(inner);
  }
}
