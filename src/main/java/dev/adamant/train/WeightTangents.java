package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Pass;
import dev.adamant.target.Distribution;

/**
 * Random tangents of parameters, a function of the job's seed and the step, so that any part of
 * them can be made again: element e of tangent k of a layer of n parameters has the number k·n + e
 * in the layer's stream.
 *
 * @param distribution of every element
 * @param seed of the job
 */
record WeightTangents(Distribution distribution, long seed) {

  /**
   * Adds the work that makes a part of some tangents.
   *
   * @param out [tangents, …], written; each tangent's elements in order
   * @param stream of the layer
   * @param count parameters of the layer
   * @param tangent number of the first
   * @param element number of the part's first element
   */
  void draw(Pass pass, Tensor out, int stream, long count, long tangent, long element) {
    for (long k = 0; k < out.size(0); k++) {
      pass.addRandom(distribution, out.select(0, k), seed, stream, (tangent + k) * count + element);
    }
  }
}
