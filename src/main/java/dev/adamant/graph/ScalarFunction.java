package dev.adamant.graph;

import java.util.Arrays;
import java.util.Locale;

/** The functions that relations apply to scalars, each with a tangent rule. */
public enum ScalarFunction {
  /** max(x, 0); derivative 1 where the result is above 0, else 0. */
  RELU,
  /** tanh x; derivative 1 − y². */
  TANH,
  /** 1/(1 + e^−x); derivative y − y². */
  SIGMOID,
  /** e^x; derivative y. */
  EXP,
  /** log x; derivative 1/x; NaR unless x is above 0. */
  LOG,
  /** √x; derivative 1/(2y); NaR below 0. */
  SQRT,
  /** 1/x; derivative −y²; NaR at 0. */
  RECIPROCAL;

  private final String functionName = name().toLowerCase(Locale.ROOT);

  /** The name in lower case. */
  public String functionName() {
    return functionName;
  }

  /**
   * The function of that name.
   *
   * @throws IllegalArgumentException for any other name, saying which there are
   */
  public static ScalarFunction parse(String name) {
    return Arrays.stream(values())
        .filter(f -> f.functionName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no function \""
                        + name
                        + "\": there are "
                        + Arrays.stream(values()).map(ScalarFunction::functionName).toList()));
  }
}
