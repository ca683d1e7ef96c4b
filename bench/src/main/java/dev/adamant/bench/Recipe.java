package dev.adamant.bench;

import dev.adamant.train.Method;
import java.util.List;

/**
 * What a row of a training table trains, but for its learning rate.
 *
 * @param method how gradients are found
 * @param aggregate of weight perturbation: {@code mean} or {@code projection}
 * @param lookahead of local losses
 * @param tangents K, of methods with random tangents
 * @param depth number of dense layers
 */
record Recipe(Method method, String aggregate, int lookahead, int tangents, int depth) {

  private static final String PROJECTION = "projection";

  /**
   * A method by its name, of one tangent and one layer: {@code local:1} is local with a look-ahead
   * of 1, {@code weight-perturbation:projection} the projection.
   *
   * @throws IllegalArgumentException when there is no such method or variant
   */
  static Recipe parse(String text) {
    int colon = text.indexOf(':');
    Method method = Method.parse(colon < 0 ? text : text.substring(0, colon));
    String variant = colon < 0 ? "" : text.substring(colon + 1);
    if (variant.isEmpty()) {
      return new Recipe(method, "mean", 0, 1, 1);
    }
    if (variant.equals(PROJECTION)) {
      return new Recipe(method, PROJECTION, 0, 1, 1);
    }
    if (variant.matches("[0-9]{1,4}")) {
      return new Recipe(method, "mean", Integer.parseInt(variant), 1, 1);
    }
    throw new IllegalArgumentException(
        "no variant \"" + variant + "\" of a method: a look-ahead, as in local:1, or projection");
  }

  /** For each number of tangents, or just itself where the method draws none. */
  List<Recipe> withTangents(List<Integer> counts) {
    return method.isRandom()
        ? counts.stream().map(k -> new Recipe(method, aggregate, lookahead, k, depth)).toList()
        : List.of(this);
  }

  Recipe withDepth(int layers) {
    return new Recipe(method, aggregate, lookahead, tangents, layers);
  }

  /** As {@link #parse} reads it. */
  String name() {
    if (aggregate.equals(PROJECTION)) {
      return method.methodName() + ":" + PROJECTION;
    }
    return method.methodName() + (lookahead == 0 ? "" : ":" + lookahead);
  }

  /** K, where it means something. */
  String tangentsText() {
    return method.isRandom() ? Integer.toString(tangents) : "";
  }
}
