package dev.adamant.model;

import dev.adamant.graph.ScalarFunction;
import dev.adamant.memory.Tensor;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;

/**
 * Functions of scalars and their derivatives: each of the operations named is rounded once, in the
 * order given.
 */
final class ScalarRules {

  private ScalarRules() {}

  /** Adds y = f(x), elementwise; y may be x. */
  static void apply(Pass pass, ScalarFunction function, Tensor x, Tensor y, Constants constants) {
    switch (function) {
      case RELU -> pass.add(new Work.Zip(BinaryOperation.MAX, y, x, constants.zerosLike(x)));
      case TANH -> pass.add(new Work.Map(UnaryOperation.TANH, y, x));
      case SIGMOID -> pass.add(new Work.Map(UnaryOperation.SIGMOID, y, x));
      case EXP -> pass.add(new Work.Map(UnaryOperation.EXP, y, x));
      case LOG -> pass.add(new Work.Map(UnaryOperation.LOG, y, x));
      case SQRT -> pass.add(new Work.Map(UnaryOperation.SQRT, y, x));
      case RECIPROCAL -> pass.add(new Work.Map(UnaryOperation.RECIPROCAL, y, x));
    }
  }

  /** Whether {@link #chain} reads y; else it reads x. */
  static boolean needsResult(ScalarFunction function) {
    return function != ScalarFunction.LOG;
  }

  /**
   * Adds to = f′·from: by the result of f, y, for ReLU from where y is above 0, else 0; tanh (from
   * − y·from), t say, then t + y·t; sigmoid the same t, then t·y; exp from·y; square root (from/y),
   * then times 1/2; reciprocal (from·y), then times y, then negated. Log, by its operand x: from/x.
   * Where −y is needed y is negated, which is exact, and back again, so that no memory is.
   *
   * @param x the operand of f; null unless f is LOG
   * @param y the result of f; may be null where f is LOG
   * @param from the shape of y, perhaps with more dimensions in front
   * @param to of that shape; may be from
   */
  static void chain(
      Pass pass,
      ScalarFunction function,
      Tensor x,
      Tensor y,
      Tensor from,
      Tensor to,
      Constants constants) {
    switch (function) {
      case RELU -> zip(pass, BinaryOperation.GATE, to, from, y);
      case TANH -> {
        withOneMinus(pass, y, from, to);
        pass.add(new Work.Fma(to, y.expand(to.shape()), to, to));
      }
      case SIGMOID -> {
        withOneMinus(pass, y, from, to);
        zip(pass, BinaryOperation.MUL, to, to, y);
      }
      case EXP -> zip(pass, BinaryOperation.MUL, to, from, y);
      case LOG -> zip(pass, BinaryOperation.DIV, to, from, x);
      case SQRT -> {
        zip(pass, BinaryOperation.DIV, to, from, y);
        zip(pass, BinaryOperation.MUL, to, to, constants.get(0.5));
      }
      case RECIPROCAL -> {
        zip(pass, BinaryOperation.MUL, to, from, y);
        zip(pass, BinaryOperation.MUL, to, to, y);
        pass.add(new Work.Map(UnaryOperation.NEG, to, to));
      }
    }
  }

  private static void zip(Pass pass, BinaryOperation operation, Tensor to, Tensor a, Tensor b) {
    pass.add(new Work.Zip(operation, to, a, b.expand(to.shape())));
  }

  private static void withOneMinus(Pass pass, Tensor y, Tensor from, Tensor to) {
    pass.add(new Work.Map(UnaryOperation.NEG, y, y));
    pass.add(new Work.Fma(to, y.expand(from.shape()), from, from));
    pass.add(new Work.Map(UnaryOperation.NEG, y, y));
  }
}
