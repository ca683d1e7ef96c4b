package dev.adamant.model;

import dev.adamant.graph.ScalarFunction;
import java.util.Arrays;
import java.util.Locale;

/** The nonlinearities, each with a tangent rule that needs only the output a = f(z). */
public enum Activation {
  /** max(z, 0); derivative 1 where a is above 0, else 0. */
  RELU,
  /** tanh z; derivative 1 − a². */
  TANH,
  /** 1/(1 + e^−z); derivative a − a². */
  SIGMOID,
  /** z; derivative 1. */
  IDENTITY;

  private final String activationName = name().toLowerCase(Locale.ROOT);

  /** The name in lower case, such as {@code relu}. */
  public String activationName() {
    return activationName;
  }

  /**
   * The activation of that name.
   *
   * @throws IllegalArgumentException for any other name, saying which there are
   */
  public static Activation parse(String name) {
    return Arrays.stream(values())
        .filter(a -> a.activationName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no activation \""
                        + name
                        + "\": there are "
                        + Arrays.stream(values()).map(Activation::activationName).toList()));
  }

  /** The function that it is; null for {@link #IDENTITY}. */
  ScalarFunction function() {
    return switch (this) {
      case RELU -> ScalarFunction.RELU;
      case TANH -> ScalarFunction.TANH;
      case SIGMOID -> ScalarFunction.SIGMOID;
      case IDENTITY -> null;
    };
  }

  /**
   * The variance of weights, times the number of inputs, that keeps the size of signals through
   * layers of it (He and others 2015 for ReLU, Glorot and Bengio 2010 for the rest).
   */
  double gain() {
    return this == RELU ? 2 : 1;
  }
}
