package dev.adamant.model;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.ScalarFunction;
import dev.adamant.graph.Value;
import java.util.List;

/** Small programs for tests. */
public final class Programs {

  private static final Signature SPACE = new Signature(3, 0, 0);
  private static final GradeSet VECTOR = GradeSet.VECTOR;
  private static final GradeSet SCALAR = GradeSet.SCALAR;

  private Programs() {}

  /** Four points to the volume of a parallelepiped: three mixtures and two outer products. */
  public static Program signedVolume() {
    ProgramBuilder builder = new ProgramBuilder(SPACE);
    Value points = input(builder, "points", VECTOR, 4, 1);
    Value a = edge(builder, "a", points);
    Value b = edge(builder, "b", points);
    Value c = edge(builder, "c", points);
    Value area = product(builder, "area", ProductKind.OUTER, a, b, GradeSet.of(2));
    Value volume = product(builder, "volume", ProductKind.OUTER, area, c, GradeSet.of(3));
    builder.output("out", volume, null);
    return builder.build();
  }

  private static Value edge(ProgramBuilder builder, String name, Value points) {
    Value weight = builder.weight(name + " weight", VECTOR, 1, 4, 0.5);
    return builder.linear(name, VECTOR, 1, List.of(new Relation.Linear.Term(points, weight)), null);
  }

  /**
   * Every kind of relation and of role, operands that go with all channels or nodes, values that
   * are read more than once, and an output that is read again; of more than 32 learned numbers.
   */
  public static Program everything() {
    ProgramBuilder builder = new ProgramBuilder(SPACE);
    GradeSet both = GradeSet.of(0, 1);
    Value x = input(builder, "x", both, 2, 3);
    Value mass = input(builder, "mass", SCALAR, 1, 3);
    Value axis = builder.constant("axis", VECTOR, Dimension.NONE, 0.5, -1, 2);
    Value gain = builder.parameter("gain", SCALAR, 2, 1, Dimension.NONE, 0.75, -1.25);
    Value frame = builder.parameter("frame", VECTOR, 1, 3, Dimension.NONE, 0.5);
    Value bias = builder.parameter("bias/ä", SCALAR, 3, 1, Dimension.NONE, 0.25);
    Value scaled =
        builder.products(
            "scaled",
            List.of(
                ProgramBuilder.term(ProductKind.GEOMETRIC, x, gain, both),
                ProgramBuilder.minus(ProductKind.GEOMETRIC, mass, frame, VECTOR)));
    Value turned =
        builder.products(
            "turned",
            List.of(
                ProgramBuilder.term(ProductKind.GEOMETRIC, scaled, axis, GradeSet.of(0, 1, 2)),
                new Relation.Products.Term(
                    ProductKind.OUTER, x, VECTOR, scaled, VECTOR, GradeSet.of(2), true)));
    Value mixed =
        builder.linear(
            "mixed",
            both,
            3,
            List.of(
                new Relation.Linear.Term(x, builder.weight("w", both, 3, 2, 1)),
                new Relation.Linear.Term(turned, builder.weight("w", both, 3, 2, 0.5)),
                new Relation.Linear.Term(mass, builder.weight("w", SCALAR, 3, 1, 1))),
            bias);
    Value norm = product(builder, "norm", ProductKind.SCALAR, mixed, mixed, SCALAR);
    Value weight = builder.apply("gate", ScalarFunction.SIGMOID, norm);
    Value gated = product(builder, "gated", ProductKind.GEOMETRIC, mixed, weight, both);
    Value sent = builder.gather("sent", gated, List.of(1, 2, 0, 2, 0, 0, 1));
    Value bent = bent(builder, builder.gather("norms", norm, List.of(2, 1, 0, 0, 0, 1, 2)));
    Value message = product(builder, "message", ProductKind.GEOMETRIC, sent, bent, both);
    Value got = builder.scatter("got", message, List.of(0, 0, 1, 1, 3, 3, 3), 4);
    Value out = builder.output("out", got, null);
    Value sum = builder.scatter("sum", out, List.of(0, 0, 0, 0), 1);
    builder.output("total", product(builder, "square", ProductKind.INNER, sum, sum, SCALAR), null);
    return builder.build();
  }

  /** All functions, one after the other, on numbers that each of them takes. */
  private static Value bent(ProgramBuilder builder, Value of) {
    Value root =
        builder.apply("root", ScalarFunction.SQRT, builder.apply("relu", ScalarFunction.RELU, of));
    Value exp =
        builder.apply("exp", ScalarFunction.EXP, builder.apply("tanh", ScalarFunction.TANH, root));
    Value log =
        builder.apply("log", ScalarFunction.LOG, builder.apply("exp", ScalarFunction.EXP, exp));
    return builder.apply("inverse", ScalarFunction.RECIPROCAL, log);
  }

  /** O(3): vectors with invariant gates, to vectors and an invariant. */
  public static Program equivariant() {
    ProgramBuilder builder = new ProgramBuilder(SPACE);
    Value x = input(builder, "x", VECTOR, 4, 2);
    Value y =
        builder.linear(
            "y",
            VECTOR,
            3,
            List.of(new Relation.Linear.Term(x, builder.weight("w", VECTOR, 3, 4, 0.5))),
            null);
    Value z =
        builder.linear(
            "z",
            VECTOR,
            3,
            List.of(new Relation.Linear.Term(x, builder.weight("w", VECTOR, 3, 4, 0.5))),
            null);
    GradeSet even = GradeSet.of(0, 2);
    Value product = product(builder, "product", ProductKind.GEOMETRIC, y, z, even);
    Value gate =
        builder.apply(
            "gate", ScalarFunction.TANH, product(builder, "dot", ProductKind.INNER, y, z, SCALAR));
    Value swept = product(builder, "swept", ProductKind.GEOMETRIC, product, y, GradeSet.of(1, 3));
    builder.output(
        "vectors",
        product(builder, "gated", ProductKind.GEOMETRIC, swept, gate, GradeSet.of(1, 3)),
        null);
    builder.output("invariant", builder.scatter("both", gate, List.of(0, 0), 1), null);
    return builder.build();
  }

  /** The part of grade 3 of a product of vectors, which there is none of. */
  public static Program forbidden() {
    ProgramBuilder builder = new ProgramBuilder(SPACE);
    Value x = input(builder, "x", VECTOR, 1, 1);
    builder.output(
        "out", product(builder, "none", ProductKind.GEOMETRIC, x, x, GradeSet.of(3)), null);
    return builder.build();
  }

  /** A mixture of one channel with itself, its weights named. */
  public static Program named(String first, String second) {
    ProgramBuilder builder = new ProgramBuilder(SPACE);
    Value x = input(builder, "x", VECTOR, 1, 1);
    List<Relation.Linear.Term> terms =
        List.of(
            new Relation.Linear.Term(x, builder.weight(first, VECTOR, 1, 1, 1)),
            new Relation.Linear.Term(x, builder.weight(second, VECTOR, 1, 1, 1)));
    builder.output("out", builder.linear("sum", VECTOR, 1, terms, null), null);
    return builder.build();
  }

  /** An input without a dimension or bound. */
  static Value input(
      ProgramBuilder builder, String name, GradeSet grades, int channels, int nodes) {
    return builder.input(name, grades, channels, nodes, null, Double.POSITIVE_INFINITY);
  }

  private static Value product(
      ProgramBuilder builder, String name, ProductKind kind, Value a, Value b, GradeSet grades) {
    return builder.products(name, List.of(ProgramBuilder.term(kind, a, b, grades)));
  }
}
