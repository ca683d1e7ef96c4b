package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Pass;
import dev.adamant.target.Work;
import java.util.List;

/**
 * Stochastic gradient descent: v ← μ·v + g + λ·w, w ← w − η·v, each a fused multiply-add. The
 * momentum v is kept as a sum over samples, as the gradient is.
 *
 * @param momentum μ, 0 for none, which then keeps nothing
 * @param weightDecay λ
 */
record Sgd(double momentum, double weightDecay) implements Optimizer {

  private static final int STEP = 0;
  private static final int DECAY = 1;
  private static final int MOMENTUM = 2;

  @Override
  public List<String> stateNames() {
    return momentum > 0 ? List.of("momentum") : List.of();
  }

  @Override
  public int scalarCount() {
    return 3;
  }

  /** −η/n, λ·n and μ. */
  @Override
  public double[] scalars(double learningRate, int step, int samples) {
    return new double[] {-learningRate / samples, weightDecay * samples, momentum};
  }

  @Override
  public boolean needsWholeGradient() {
    return false;
  }

  @Override
  public void update(
      Pass pass,
      Tensor parameter,
      Tensor gradient,
      List<Tensor> state,
      StepScalars scalars,
      Tensor scratch) {
    long[] shape = parameter.shape();
    if (weightDecay > 0) {
      pass.add(new Work.Fma(gradient, scalars.get(DECAY, shape), parameter, gradient));
    }
    Tensor direction = gradient;
    if (momentum > 0) {
      direction = state.getFirst();
      pass.add(new Work.Fma(direction, scalars.get(MOMENTUM, shape), direction, gradient));
    }
    pass.add(new Work.Fma(parameter, scalars.get(STEP, shape), direction, parameter));
  }
}
