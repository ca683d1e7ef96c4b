package dev.adamant.model;

import dev.adamant.memory.Tensor;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.util.List;

/**
 * An activation on every feature, in place.
 *
 * @param activation which
 * @param features how many
 */
public record Pointwise(Activation activation, int features) implements Layer {

  @Override
  public String kind() {
    return activation.activationName();
  }

  @Override
  public int inputs() {
    return features;
  }

  @Override
  public int outputs() {
    return features;
  }

  @Override
  public boolean isElementwise() {
    return true;
  }

  @Override
  public void forward(Pass pass, Signal x, Signal y, List<Tensor> parameters, Constants constants) {
    Tensor z = x.features();
    Tensor a = y.features();
    switch (activation) {
      case RELU -> pass.add(new Work.Zip(BinaryOperation.MAX, a, z, constants.zerosLike(z)));
      case TANH -> pass.add(new Work.Map(UnaryOperation.TANH, a, z));
      case SIGMOID -> pass.add(new Work.Map(UnaryOperation.SIGMOID, a, z));
      case IDENTITY -> {
        if (!a.isSameAs(z)) {
          pass.add(new Work.Convert(a, z));
        }
      }
    }
  }

  @Override
  public void jvp(
      Pass pass, Point at, Tensor dx, List<Tensor> dParameters, Tensor dy, Constants constants) {
    chain(pass, at.y().features(), dx, dy);
  }

  /** The Jacobian is diagonal, so this is the tangent rule. */
  @Override
  public void inputGradient(
      Pass pass, Point at, Tensor dOut, Tensor dIn, Constants constants, Scratch scratch) {
    chain(pass, at.y().features(), dOut, dIn);
  }

  /**
   * to = f′·from, where from may be to. For tanh (1 − a)·(1 + a), for the sigmoid (1 − a)·a, a
   * factor at a time, each a fused multiply-add. The first factor takes −a: a is negated, which is
   * exact, and back again, so that no memory is needed.
   */
  private void chain(Pass pass, Tensor a, Tensor from, Tensor to) {
    Tensor repeated = a.expand(from.shape());
    switch (activation) {
      case RELU -> pass.add(new Work.Zip(BinaryOperation.GATE, to, from, repeated));
      case TANH -> {
        withOneMinus(pass, a, repeated, from, to);
        pass.add(new Work.Fma(to, repeated, to, to));
      }
      case SIGMOID -> {
        withOneMinus(pass, a, repeated, from, to);
        pass.add(new Work.Zip(BinaryOperation.MUL, to, to, repeated));
      }
      case IDENTITY -> {
        if (!to.isSameAs(from)) {
          pass.add(new Work.Convert(to, from));
        }
      }
    }
  }

  private static void withOneMinus(Pass pass, Tensor a, Tensor repeated, Tensor from, Tensor to) {
    pass.add(new Work.Map(UnaryOperation.NEG, a, a));
    pass.add(new Work.Fma(to, repeated, from, from));
    pass.add(new Work.Map(UnaryOperation.NEG, a, a));
  }
}
