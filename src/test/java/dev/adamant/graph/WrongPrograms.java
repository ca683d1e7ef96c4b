package dev.adamant.graph;

import static dev.adamant.graph.ProgramBuilder.minus;
import static dev.adamant.graph.ProgramBuilder.term;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Programs whose shapes fit and that are inconsistent nonetheless. */
final class WrongPrograms {

  private static final double ANY = Double.POSITIVE_INFINITY;
  private static final GradeSet BIVECTOR = GradeSet.of(2);

  private WrongPrograms() {}

  static Map<String, Program> illGraded() {
    Map<String, Program> programs = new LinkedHashMap<>();
    programs.put(
        "inner product of vectors as a bivector",
        program(
            b -> {
              Value x = vector(b, "x", null);
              Value y = vector(b, "y", null);
              b.output(
                  "out", b.products("p", List.of(term(ProductKind.INNER, x, y, BIVECTOR))), null);
            }));
    programs.put(
        "outer square of a vector",
        program(
            b -> {
              Value x = vector(b, "x", null);
              Value w = b.weight("w", GradeSet.VECTOR, 2, 1, 1);
              Value y = linear(b, "y", x, w, null);
              b.output(
                  "out", b.products("p", List.of(term(ProductKind.OUTER, y, y, BIVECTOR))), null);
            }));
    programs.put(
        "anticommutator of vectors with a bivector",
        program(
            b -> {
              Value x = vector(b, "x", null);
              Value y = vector(b, "y", null);
              GradeSet wanted = GradeSet.of(0, 2);
              Value p =
                  b.products(
                      "p",
                      List.of(
                          term(ProductKind.GEOMETRIC, x, y, wanted),
                          term(ProductKind.GEOMETRIC, y, x, wanted)));
              b.output("out", p, null);
            }));
    programs.put(
        "commutator of vectors with a scalar",
        program(
            b -> {
              Value x = vector(b, "x", null);
              Value y = vector(b, "y", null);
              GradeSet wanted = GradeSet.of(0, 2);
              Value p =
                  b.products(
                      "p",
                      List.of(
                          term(ProductKind.GEOMETRIC, x, y, wanted),
                          minus(ProductKind.GEOMETRIC, y, x, wanted)));
              b.output("out", p, null);
            }));
    programs.put(
        "product with a constant whose bivector is 0",
        program(
            b -> {
              Value x = b.input("x", GradeSet.SCALAR, 1, 1, null, ANY);
              Value c = b.constant("rotor", GradeSet.of(0, 2), Dimension.NONE, 1, 0, 0, 0);
              b.output(
                  "out",
                  b.products("p", List.of(term(ProductKind.GEOMETRIC, c, x, GradeSet.of(0, 2)))),
                  null);
            }));
    programs.put(
        "too high a grade, found once although more is made of it",
        program(
            b -> {
              Value x = vector(b, "x", null);
              Value p =
                  b.products("p", List.of(term(ProductKind.GEOMETRIC, x, x, GradeSet.of(0, 3))));
              Value w = b.weight("w", GradeSet.of(0, 3), 1, 1, 1);
              b.output("out", linear(b, "mixed", p, w, null), null);
            }));
    return programs;
  }

  static Map<String, Program> wrongDimensions() {
    Map<String, Program> programs = new LinkedHashMap<>();
    programs.put(
        "sum of a length and a time",
        program(
            b -> {
              Value x = vector(b, "position", "m");
              Value t = vector(b, "delay", "s");
              Value y =
                  b.linear(
                      "sum",
                      GradeSet.VECTOR,
                      1,
                      List.of(
                          new Relation.Linear.Term(x, b.weight("w", GradeSet.VECTOR, 1, 1, 1)),
                          new Relation.Linear.Term(t, b.weight("v", GradeSet.VECTOR, 1, 1, 1))),
                      null);
              b.output("out", y, null);
            }));
    programs.put(
        "an acceleration that is a force",
        program(
            b -> {
              Value m = scalar(b, "mass", "kg");
              Value f = vector(b, "force", "kg m s^-2");
              Value w = b.weight("w", GradeSet.VECTOR, 1, 1, 1);
              Value mixed = linear(b, "mixed", f, w, null);
              Value p =
                  b.products("p", List.of(term(ProductKind.GEOMETRIC, m, mixed, GradeSet.VECTOR)));
              b.output("acceleration", p, Dimension.parse("m s^-2"));
            }));
    programs.put(
        "tanh of a length",
        program(
            b -> {
              Value x = scalar(b, "x", "m");
              Value w = b.weight("w", GradeSet.SCALAR, 1, 1, 1);
              b.output(
                  "out", b.apply("bent", ScalarFunction.TANH, linear(b, "y", x, w, null)), null);
            }));
    programs.put(
        "an exponential with a dimension",
        program(
            b ->
                b.output(
                    "out",
                    b.apply("grown", ScalarFunction.EXP, scalar(b, "x", "1")),
                    Dimension.parse("s"))));
    programs.put(
        "root of a length",
        program(
            b -> b.output("out", b.apply("r", ScalarFunction.SQRT, scalar(b, "x", "m")), null)));
    programs.put(
        "the square of a distance as a distance",
        program(
            b -> {
              Value x = vector(b, "x", "m");
              Value p = b.products("p", List.of(term(ProductKind.SCALAR, x, x, GradeSet.SCALAR)));
              b.output("distance", p, Dimension.parse("m"));
            }));
    programs.put(
        "a square that would have an odd power",
        program(
            b -> {
              Value x = b.input("x", GradeSet.VECTOR, 1, 1, null, ANY);
              Value p = b.products("p", List.of(term(ProductKind.SCALAR, x, x, GradeSet.SCALAR)));
              b.output("energy", p, Dimension.parse("m^2 s^-1"));
            }));
    programs.put(
        "two uses of a bias",
        program(
            b -> {
              Value bias = b.parameter("bias", GradeSet.SCALAR, 1, 1, null, 0);
              Value u = b.weight("u", GradeSet.SCALAR, 1, 1, 1);
              Value v = b.weight("v", GradeSet.SCALAR, 1, 1, 1);
              b.output("length", linear(b, "p", scalar(b, "x", "m"), u, bias), null);
              b.output("delay", linear(b, "q", scalar(b, "t", "s"), v, bias), null);
            }));
    programs.put(
        "terms of a sum that only together contradict",
        program(
            b -> {
              Value a = scalar(b, "a", null);
              Value c = scalar(b, "c", null);
              b.output(
                  "sum",
                  b.products("p", List.of(term(ProductKind.GEOMETRIC, a, c, GradeSet.SCALAR))),
                  Dimension.parse("m^2"));
              Value inverse = b.apply("inverse", ScalarFunction.RECIPROCAL, c);
              b.output(
                  "ratio",
                  b.products(
                      "q", List.of(term(ProductKind.GEOMETRIC, a, inverse, GradeSet.SCALAR))),
                  Dimension.parse("s"));
            }));
    return programs;
  }

  static Program program(Consumer<ProgramBuilder> maker) {
    ProgramBuilder builder = new ProgramBuilder(new Signature(3, 0, 0));
    maker.accept(builder);
    return builder.build();
  }

  static Value vector(ProgramBuilder builder, String name, String dimension) {
    return builder.input(name, GradeSet.VECTOR, 1, 1, parsed(dimension), ANY);
  }

  static Value scalar(ProgramBuilder builder, String name, String dimension) {
    return builder.input(name, GradeSet.SCALAR, 1, 1, parsed(dimension), ANY);
  }

  private static Dimension parsed(String text) {
    return text == null ? null : Dimension.parse(text);
  }

  static Value linear(ProgramBuilder builder, String name, Value x, Value weight, Value bias) {
    return builder.linear(
        name, x.grades(), weight.channels(), List.of(new Relation.Linear.Term(x, weight)), bias);
  }
}
