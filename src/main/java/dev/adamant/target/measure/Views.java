package dev.adamant.target.measure;

import dev.adamant.memory.Tensor;

/**
 * The tensors of a workload in the shapes that it takes; one that it does not take has any.
 *
 * @param out the result
 * @param a the first operand
 * @param b the second operand
 * @param c the third operand
 * @param first the number of the first element, of random ones
 */
record Views(Tensor out, Tensor a, Tensor b, Tensor c, long first) {}
