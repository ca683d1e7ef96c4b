package dev.adamant.graph;

import static dev.adamant.graph.ProgramBuilder.term;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DimensionInferenceTest {

  private static final Map<String, String> MESSAGES =
      Map.ofEntries(
          Map.entry(
              "sum of a length and a time",
              "the dimension of out: position is declared m → out is m by the linear relation sum,"
                  + " but delay is declared s → out is s by the linear relation sum: change a"
                  + " declaration, or bring in a value of the dimension m s^-1, by which they"
                  + " differ"),
          Map.entry(
              "an acceleration that is a force",
              "the dimension of acceleration: acceleration is declared m s^-2, but mass is declared"
                  + " kg → force is declared kg m s^-2 → mixed is kg m s^-2 by the linear relation"
                  + " mixed → acceleration is kg^2 m s^-2 by the products relation p: change a"
                  + " declaration, or bring in a value of the dimension kg^-2, by which they"
                  + " differ"),
          Map.entry(
              "tanh of a length",
              "the dimension of y: x is declared m → y is m by the linear relation y, but y is "
                  + "1 by the tanh relation bent: change a declaration, or bring in a value of the "
                  + "dimension m, by which they differ"),
          Map.entry(
              "an exponential with a dimension",
              "the dimension of out: out is declared s, but out is 1 by the exp relation "
                  + "grown: change a declaration, or bring in a value of the dimension s, by which "
                  + "they differ"),
          Map.entry(
              "root of a length",
              "the dimension of out: x is declared m, but 2 times the dimension of out is m by "
                  + "the sqrt relation r, and 2 does not divide its powers: declare a dimension "
                  + "whose powers are multiples of 2, as a square has them"),
          Map.entry(
              "the square of a distance as a distance",
              "the dimension of distance: distance is declared m, but x is declared m → distance is"
                  + " m^2 by the products relation p: change a declaration, or bring in a value of"
                  + " the dimension m^-1, by which they differ"),
          Map.entry(
              "a square that would have an odd power",
              "the dimension of x: energy is declared m^2 s^-1, but 2 times the dimension of x "
                  + "is m^2 s^-1 by the products relation p, and 2 does not divide its powers: "
                  + "declare a dimension whose powers are multiples of 2, as a square has them"),
          Map.entry(
              "two uses of a bias",
              "the dimension of delay: t is declared s → delay is s by the linear relation q, but x"
                  + " is declared m → length is m by the linear relation p → bias is m by the"
                  + " linear relation p → delay is m by the linear relation q: change a"
                  + " declaration, or bring in a value of the dimension m^-1 s, by which they"
                  + " differ"),
          Map.entry(
              "terms of a sum that only together contradict",
              "the dimensions of a, inverse, ratio: sum is declared m^2 → ratio is declared s → the"
                  + " products relation p binds a, c, sum → the reciprocal relation inverse binds"
                  + " c, inverse, but the products relation q binds a, inverse, ratio: no"
                  + " dimensions fit all of these: change a declaration, or one of the relations"));

  @Test
  void dimensionallyWrongProgramsAreRefused() {
    WrongPrograms.wrongDimensions()
        .forEach(
            (name, program) ->
                assertThat(DimensionInference.of(program).inconsistencies())
                    .as(name)
                    .extracting(Inconsistency::message)
                    .containsExactly(MESSAGES.get(name)));
    assertThat(WrongPrograms.wrongDimensions()).hasSameSizeAs(MESSAGES);
  }

  @Test
  void newtonsLawIsConsistentAndItsParameterIsTheConstantOfGravity() {
    ProgramBuilder b = new ProgramBuilder(new Signature(3, 0, 0));
    Value apart = WrongPrograms.vector(b, "apart", "m");
    Value mass = WrongPrograms.scalar(b, "mass", "kg");
    Value constant = b.parameter("G", GradeSet.SCALAR, 1, 1, null, 1);
    Value square = product(b, "square", ProductKind.SCALAR, apart, apart, GradeSet.SCALAR);
    Value distance = b.apply("distance", ScalarFunction.SQRT, square);
    Value cube = product(b, "cube", ProductKind.GEOMETRIC, square, distance, GradeSet.SCALAR);
    Value inverse = b.apply("inverse", ScalarFunction.RECIPROCAL, cube);
    Value direction =
        product(b, "direction", ProductKind.GEOMETRIC, inverse, apart, GradeSet.VECTOR);
    Value pull = product(b, "pull", ProductKind.GEOMETRIC, mass, constant, GradeSet.SCALAR);
    Value sum = product(b, "sum", ProductKind.GEOMETRIC, pull, direction, GradeSet.VECTOR);
    Value out = b.output("acceleration", sum, Dimension.parse("m s^-2"));
    DimensionInference dimensions = DimensionInference.of(b.build());
    assertThat(dimensions.inconsistencies()).isEmpty();
    assertThat(dimensions.undetermined()).isEmpty();
    assertThat(dimensions.dimension(constant)).hasToString("kg^-1 m^3 s^-2");
    assertThat(dimensions.dimension(distance)).hasToString("m");
    assertThat(dimensions.dimension(inverse)).hasToString("m^-3");
    assertThat(dimensions.derivative(out, apart)).hasToString("s^-2");
    assertThat(dimensions.derivative(out, mass)).hasToString("kg^-1 m s^-2");
    Dimension loss = dimensions.dimension(out).times(2);
    assertThat(dimensions.gradient(loss, constant)).hasToString("kg m^-1 s^-2");
  }

  @Test
  void whatNothingDeterminesIsReportedAndParametersAreWithoutDimension() {
    ProgramBuilder b = new ProgramBuilder(Signature.SCALARS);
    Value x = WrongPrograms.scalar(b, "x", "m");
    Value p = b.parameter("p", GradeSet.SCALAR, 1, 1, null, 1);
    Value y = product(b, "y", ProductKind.GEOMETRIC, x, p, GradeSet.SCALAR);
    Value out = b.output("out", b.apply("r", ScalarFunction.RELU, y), null);
    Program program = b.build();
    DimensionInference dimensions = DimensionInference.of(program);
    assertThat(dimensions.undetermined()).extracting(Value::name).containsExactly("p", "y", "out");
    assertThat(dimensions.dimension(p)).isEqualTo(Dimension.NONE);
    assertThat(dimensions.dimension(out)).hasToString("m");
    assertThat(dimensions.isDetermined(x)).isTrue();
  }

  @Test
  void whatIsFreeTakesDimensionWhereRootsNeedOne() {
    ProgramBuilder b = new ProgramBuilder(Signature.SCALARS);
    Value x = WrongPrograms.scalar(b, "x", "m");
    Value p = b.parameter("p", GradeSet.SCALAR, 1, 1, null, 1);
    Value y = product(b, "y", ProductKind.GEOMETRIC, x, p, GradeSet.SCALAR);
    Value out = b.output("out", b.apply("root", ScalarFunction.SQRT, y), null);
    DimensionInference dimensions = DimensionInference.of(b.build());
    assertThat(dimensions.inconsistencies()).isEmpty();
    assertThat(dimensions.isDetermined(p)).isFalse();
    assertThat(dimensions.dimension(out).times(2)).isEqualTo(dimensions.dimension(y));
    assertThat(dimensions.dimension(y))
        .isEqualTo(dimensions.dimension(x).plus(dimensions.dimension(p)));
  }

  @Test
  void powersPastTheLimitAreRefused() {
    ProgramBuilder b = new ProgramBuilder(Signature.SCALARS);
    Value y = WrongPrograms.scalar(b, "x", "m");
    for (int i = 0; i < 40; i++) {
      y = product(b, "y", ProductKind.GEOMETRIC, y, y, GradeSet.SCALAR);
    }
    b.output("out", y, null);
    Program program = b.build();
    assertThatThrownBy(() -> DimensionInference.of(program))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            "a value of the program has a dimension with a power past 2^31: declare dimensions"
                + " with smaller powers, or multiply fewer values");
  }

  @Test
  void longPathIsShortenedInTheMiddleOfItsMessage() {
    ProgramBuilder b = new ProgramBuilder(Signature.SCALARS);
    Value y = WrongPrograms.scalar(b, "x", "m");
    for (int i = 0; i < 19; i++) {
      y = b.apply("y", ScalarFunction.RELU, y);
    }
    b.output("out", y, Dimension.parse("s"));
    Inconsistency found = DimensionInference.of(b.build()).inconsistencies().getFirst();
    assertThat(found.one()).containsExactly("out is declared s");
    assertThat(found.two()).hasSize(20);
    assertThat(found.message()).contains("relation y.5 → (8 more) → y.14 is m by");
  }

  @Test
  void eachContradictionIsReportedOnce() {
    ProgramBuilder b = new ProgramBuilder(Signature.SCALARS);
    Value x = WrongPrograms.scalar(b, "x", "m");
    Value t = WrongPrograms.scalar(b, "t", "s");
    b.output("a", b.apply("p", ScalarFunction.TANH, x), null);
    b.output("c", b.apply("q", ScalarFunction.EXP, t), null);
    assertThat(DimensionInference.of(b.build()).inconsistencies())
        .extracting(Inconsistency::what)
        .containsExactly("the dimension of x", "the dimension of t");
  }

  private static Value product(
      ProgramBuilder b, String name, ProductKind kind, Value x, Value y, GradeSet grades) {
    return b.products(name, List.of(term(kind, x, y, grades)));
  }
}
