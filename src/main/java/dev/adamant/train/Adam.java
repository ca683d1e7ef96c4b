package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Pass;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, arXiv 1412.6980) with decoupled weight decay (Loshchilov and Hutter
 * 2019, arXiv 1711.05101): w ← w − η·λ·w − η·m̂/(√v̂ + ε).
 *
 * <p>What is kept are the plain sums m ← β₁·m + g and v ← β₂·v + g², of gradients that are sums
 * over n samples. The factors that make means of them, 1 − β and 1/n, and the corrections of the
 * bias, 1 − β^t, are common to all elements, so the host puts them together into two numbers: with
 * b = √((1 − β₂)/(1 − β₂^t)), the step is η·(1 − β₁)/(1 − β₁^t)/b and the ε beside the root of the
 * sum is ε·n/b. Sums are nearer to 1 than means are, where posits are finest, and m costs one
 * rounding.
 *
 * <p>An element whose gradient has always been 0 stays: its quotient is 0/ε. In formats of 16 bits
 * a sum cannot follow factors β within half a unit in the last place of 1: use β₂ of 0.99 there.
 *
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, likewise
 * @param epsilon ε, above 0
 * @param weightDecay λ
 */
record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {

  private static final int STEP = 0;
  private static final int DECAY = 1;
  private static final int BETA1 = 2;
  private static final int BETA2 = 3;
  private static final int EPSILON = 4;

  /** Not 0 in any type, so that there is no quotient 0/0. */
  private static final double LEAST_EPSILON = 0x1p-100;

  @Override
  public List<String> stateNames() {
    return List.of("mean", "square");
  }

  @Override
  public int scalarCount() {
    return 5;
  }

  /** The step, negated; −η·λ; β₁; β₂; ε. */
  @Override
  public double[] scalars(double learningRate, int step, int samples) {
    // StrictMath, so that every JVM has the same bits.
    double weight1 = (1 - beta1) / (1 - StrictMath.pow(beta1, step + 1.0));
    double weight2 = (1 - beta2) / (1 - StrictMath.pow(beta2, step + 1.0));
    double root = Math.sqrt(weight2);
    return new double[] {
      -learningRate * weight1 / root,
      -learningRate * weightDecay,
      beta1,
      beta2,
      Math.max(LEAST_EPSILON, epsilon * samples / root)
    };
  }

  @Override
  public boolean needsWholeGradient() {
    return false;
  }

  /** The gradient's memory takes the root and the quotient, once the gradient is in both sums. */
  @Override
  public void update(
      Pass pass,
      Tensor parameter,
      Tensor gradient,
      List<Tensor> state,
      StepScalars scalars,
      Tensor scratch) {
    long[] shape = parameter.shape();
    Tensor mean = state.getFirst();
    Tensor square = state.getLast();
    pass.add(new Work.Fma(mean, scalars.get(BETA1, shape), mean, gradient));
    pass.add(new Work.Zip(BinaryOperation.MUL, square, square, scalars.get(BETA2, shape)));
    pass.add(new Work.Fma(square, gradient, gradient, square));
    if (weightDecay > 0) {
      pass.add(new Work.Fma(parameter, scalars.get(DECAY, shape), parameter, parameter));
    }
    pass.add(new Work.Map(UnaryOperation.SQRT, gradient, square));
    pass.add(new Work.Zip(BinaryOperation.ADD, gradient, gradient, scalars.get(EPSILON, shape)));
    pass.add(new Work.Zip(BinaryOperation.DIV, gradient, mean, gradient));
    pass.add(new Work.Fma(parameter, scalars.get(STEP, shape), gradient, parameter));
  }
}
