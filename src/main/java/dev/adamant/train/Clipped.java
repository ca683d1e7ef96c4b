package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Pass;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.util.Arrays;
import java.util.List;

/**
 * Another optimizer, whose gradients are first cut to a norm (Pascanu, Mikolov and Bengio 2013,
 * arXiv 1211.5063), each parameter's for itself, since local methods never have more at a time: g ←
 * g·c/max(‖g‖, c), c being the limit times the number of samples. The square of the norm is one
 * exact sum. A gradient within the limit is multiplied by exactly 1, one that is 0 included.
 *
 * @param optimizer which
 * @param limit greatest norm of a mean gradient, above 0
 */
record Clipped(Optimizer optimizer, double limit) implements Optimizer {

  /** Checks the limit. */
  Clipped {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("the norm of gradients cannot be cut to " + limit);
    }
  }

  @Override
  public List<String> stateNames() {
    return optimizer.stateNames();
  }

  @Override
  public int scalarCount() {
    return optimizer.scalarCount() + 1;
  }

  @Override
  public int scratchCount() {
    return optimizer.scratchCount() + 1;
  }

  /** The other's, and c. */
  @Override
  public double[] scalars(double learningRate, int step, int samples) {
    double[] inner = optimizer.scalars(learningRate, step, samples);
    double[] all = Arrays.copyOf(inner, inner.length + 1);
    all[inner.length] = limit * samples;
    return all;
  }

  @Override
  public boolean needsWholeGradient() {
    return true;
  }

  @Override
  public void update(
      Pass pass,
      Tensor parameter,
      Tensor gradient,
      List<Tensor> state,
      StepScalars scalars,
      Tensor scratch) {
    int inner = optimizer.scratchCount();
    Tensor factor = scratch.slice(0, inner, inner + 1);
    Tensor most = scalars.get(optimizer.scalarCount(), 1);
    long count = gradient.count();
    pass.add(
        new Work.Contract(
            factor.reshape(1, 1), gradient.reshape(1, count), gradient.reshape(count, 1)));
    pass.add(new Work.Map(UnaryOperation.SQRT, factor, factor));
    pass.add(new Work.Zip(BinaryOperation.MAX, factor, factor, most));
    pass.add(new Work.Zip(BinaryOperation.DIV, factor, most, factor));
    pass.add(
        new Work.Zip(BinaryOperation.MUL, gradient, gradient, factor.expand(gradient.shape())));
    optimizer.update(pass, parameter, gradient, state, scalars, scratch.slice(0, 0, inner));
  }
}
