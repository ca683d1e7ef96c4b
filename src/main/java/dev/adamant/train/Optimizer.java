package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Pass;
import java.util.List;

/**
 * How a parameter follows its gradient. All arithmetic is elementwise in the storage type, every
 * operation rounded once, so parts of a parameter may be updated one after the other. Numbers that
 * change from step to step, such as the learning rate, are read from a {@link StepScalars} that the
 * host writes.
 *
 * <p>Gradients are sums over the samples of a step, not means: {@link #scalars} works the number of
 * samples into the coefficients, so that no gradient is rounded for it.
 */
public interface Optimizer {

  /**
   * Names of the tensors that it keeps for each parameter, of the parameter's shape, 0 at first.
   */
  List<String> stateNames();

  /** How many numbers {@link #scalars} gives. */
  int scalarCount();

  /** How many elements of memory {@link #update} needs beside the states; none by default. */
  default int scratchCount() {
    return 0;
  }

  /**
   * The numbers of a step, before they are rounded into the storage type.
   *
   * @param learningRate of the step
   * @param step from 0
   * @param samples of a whole step: the last one of an epoch may have fewer, and weighs less
   */
  double[] scalars(double learningRate, int step, int samples);

  /** Whether it must see a whole parameter's gradient at a time. */
  boolean needsWholeGradient();

  /**
   * Adds the work of one update.
   *
   * @param parameter changed
   * @param gradient the sum over the samples, of the parameter's shape; may be overwritten
   * @param state as {@link #stateNames}, of the parameter's shape and type; changed
   * @param scalars of the step
   * @param scratch [{@link #scratchCount}] of the parameter's type, of any content
   */
  void update(
      Pass pass,
      Tensor parameter,
      Tensor gradient,
      List<Tensor> state,
      StepScalars scalars,
      Tensor scratch);
}
