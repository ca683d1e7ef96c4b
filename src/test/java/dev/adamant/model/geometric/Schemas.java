package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.data.Field;
import dev.adamant.data.Schema;
import dev.adamant.model.Activation;
import java.util.List;

/** Schemas like those of the datasets, and settings. */
final class Schemas {

  private static final Signature SPACE = new Signature(3, 0, 0);

  private Schemas() {}

  static GeometricNetworks.Settings settings(int channels, int blocks, int steps) {
    return settings("", channels, blocks, steps);
  }

  static GeometricNetworks.Settings settings(String kind, int channels, int blocks, int steps) {
    return new GeometricNetworks.Settings(
        kind, channels, blocks, steps, List.of(4), Activation.TANH);
  }

  /** Bodies, and what accelerates them or where they are later. */
  static Schema bodies(int nodes, boolean acceleration) {
    return new Schema(
        SPACE,
        List.of(
            field("gm", GradeSet.SCALAR, 1, nodes, "m^3 s^-2"),
            field("position", GradeSet.VECTOR, 1, nodes, "m"),
            field("velocity", GradeSet.VECTOR, 1, nodes, "m s^-1")),
        List.of(field("result", GradeSet.VECTOR, 1, nodes, acceleration ? "m s^-2" : "m")));
  }

  /** Three vectors and their volume. */
  static Schema volume() {
    return new Schema(
        SPACE,
        List.of(field("points", GradeSet.VECTOR, 3, 1, "m")),
        List.of(field("volume", GradeSet.of(3), 1, 1, "m^3")));
  }

  /** Two vectors and a number. */
  static Schema pair(Signature signature) {
    return new Schema(
        signature,
        List.of(field("points", GradeSet.VECTOR, 2, 1, "1")),
        List.of(field("value", GradeSet.SCALAR, 1, 1, "1")));
  }

  /** Points and the volume of their hull. */
  static Schema cloud(Signature signature, int nodes) {
    return new Schema(
        signature,
        List.of(field("points", GradeSet.VECTOR, 1, nodes, "m")),
        List.of(field("volume", GradeSet.SCALAR, 1, 1, "m^" + signature.dimension())));
  }

  /** Motors of joints. */
  static Schema motors(int nodes) {
    GradeSet even = GradeSet.even(Signature.PGA);
    return new Schema(
        Signature.PGA,
        List.of(field("before", even, 1, nodes, "1"), field("now", even, 1, nodes, "1")),
        List.of(field("next", even, 1, nodes, "1")));
  }

  static Field field(String name, GradeSet grades, int channels, int nodes, String dimension) {
    return new Field(
        name, grades, channels, nodes, Dimension.parse(dimension), Double.POSITIVE_INFINITY);
  }
}
