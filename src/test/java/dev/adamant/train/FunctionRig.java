package dev.adamant.train;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Constants;
import dev.adamant.model.Pass;
import dev.adamant.target.Distribution;
import dev.adamant.target.Target;
import dev.adamant.target.Work;

/**
 * Estimates gradients of a function of n numbers from K tangents, with the aggregation that jobs
 * use.
 */
final class FunctionRig implements AutoCloseable {

  private static final int STREAM = 7;

  private final Target target;
  private final Region region;
  private final Tensor gradient;
  private final Tensor estimate;
  private final Tensor tangents;
  private final Aggregation aggregation;
  private final Pass first = new Pass();
  private final Pass second = new Pass();

  /** How tangents are drawn and put together. */
  record Estimator(int tangents, boolean projects, boolean corrects, Distribution distribution) {

    static Estimator mean(int tangents) {
      return new Estimator(tangents, false, false, Distribution.NORMAL);
    }

    static Estimator projection(int tangents) {
      return new Estimator(tangents, true, false, Distribution.NORMAL);
    }
  }

  /** On a target that shares the host's memory. */
  FunctionRig(Target target, DataType type, int n, Estimator estimator, long seed) {
    this.target = target;
    this.region = target.region("function", 1L << 24);
    Constants constants = new Constants(region, type);
    this.gradient = region.tensor(type, n);
    this.estimate = region.tensor(type, n);
    this.aggregation =
        new Aggregation(
            region,
            region,
            constants,
            estimator.tangents,
            n,
            estimator.projects,
            estimator.corrects);
    int count = aggregation.count();
    this.tangents = region.tensor(type, count, n);
    WeightTangents random = new WeightTangents(estimator.distribution, seed);
    random.draw(first, tangents, STREAM, n, 0, 0);
    first.add(
        new Work.Contract(
            aggregation.derivatives().reshape(1, count),
            gradient.reshape(1, n),
            tangents.transpose(0, 1)));
    if (aggregation.needsGram()) {
      aggregation.addGram(first, tangents, true);
    }
    aggregation.finish(first);
    aggregation.combine(second, tangents, estimate);
    constants.upload(target);
  }

  /** The estimate of a step for the true gradient, which is rounded first. */
  double[] estimate(int step, double[] trueGradient) {
    gradient.fill(trueGradient);
    first.run(target, step);
    aggregation.solve(target);
    second.run(target, step);
    return estimate.toDoubles();
  }

  /** [K, n]: tangents of the latest step. */
  double[] tangents() {
    return tangents.toDoubles();
  }

  @Override
  public void close() {
    region.close();
  }
}
