package dev.adamant.train;

import java.util.Arrays;

/** How gradients are found. */
public enum Method {
  /**
   * Block-local losses with exact derivatives: each hidden layer is trained on the loss of a linear
   * head some layers ahead, along all one-hot tangents of its outputs (Nøkland and Eidnes 2019;
   * with a look-ahead of N the N+1-wise interlocking of Gomez and others 2020).
   */
  LOCAL("local"),
  /** Block-local losses with random tangents of activities (Ren and others 2022, LG-FG-A). */
  LOCAL_ACTIVITY("local-activity"),
  /** Random tangents of all weights (Baydin and others 2022, FG-W). */
  WEIGHT_PERTURBATION("weight-perturbation"),
  /** Random tangents of all activities (Ren and others 2022, FG-A). */
  ACTIVITY_PERTURBATION("activity-perturbation"),
  /** The whole gradient along all one-hot tangents: for small networks. */
  EXACT("exact"),
  /** Reverse mode with all activations kept: to compare with. */
  BACKPROP("backprop"),
  /** Reverse mode that keeps the activations of every √L-th layer: to compare with. */
  BACKPROP_CHECKPOINTED("backprop-checkpointed");

  private final String methodName;

  Method(String methodName) {
    this.methodName = methodName;
  }

  /** The name on the command line and in files. */
  public String methodName() {
    return methodName;
  }

  /** Whether it draws random tangents, so that their number matters. */
  public boolean isRandom() {
    return this == LOCAL_ACTIVITY || this == WEIGHT_PERTURBATION || this == ACTIVITY_PERTURBATION;
  }

  /**
   * The method of that name.
   *
   * @throws IllegalArgumentException for any other name, saying which there are
   */
  public static Method parse(String name) {
    return Arrays.stream(values())
        .filter(m -> m.methodName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no method \""
                        + name
                        + "\": there are "
                        + Arrays.stream(values()).map(Method::methodName).toList()));
  }
}
