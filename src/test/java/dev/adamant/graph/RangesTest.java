package dev.adamant.graph;

import static dev.adamant.graph.ProgramBuilder.term;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangesTest {

  private static final double ANY = Double.POSITIVE_INFINITY;

  /** Numbers of inputs within their bounds, and of all that is learned. */
  static Map<Integer, double[]> given(Program program, Random random) {
    Map<Integer, double[]> given = new HashMap<>();
    for (Value value : program.values()) {
      int length = value.length(program.signature());
      if (value.role() == Role.INPUT) {
        given.put(value.id(), random.doubles(length, -value.bound(), value.bound()).toArray());
      } else if (value.role().isLearned()) {
        given.put(value.id(), random.doubles(length, -1, 1).toArray());
      }
    }
    return given;
  }

  @Test
  void boundsHoldForWhatIsComputed() {
    for (int seed = 0; seed < 30; seed++) {
      Program program = RandomPrograms.program(seed);
      Random random = new Random(seed);
      Map<Integer, double[]> learned = given(program, random);
      for (Format format : List.of(Format.POSIT8, Format.BPOSIT16, Format.POSIT64)) {
        Ranges ranges = Ranges.of(program, format, value -> learned.get(value.id()));
        for (int i = 0; i < 3; i++) {
          Map<Integer, double[]> given = given(program, random);
          program.learned().forEach(value -> given.put(value.id(), learned.get(value.id())));
          SampledProgram sample = new SampledProgram(program, format, given);
          for (Value value : program.values()) {
            assertWithin(ranges, value, format, sample.patterns(value));
          }
        }
      }
    }
  }

  private static void assertWithin(Ranges ranges, Value value, Format format, long... patterns) {
    for (int i = 0; i < patterns.length; i++) {
      double number = Posit.toDouble(format, patterns[i]);
      Interval interval = ranges.interval(value, i);
      assertThat(number).isBetween(interval.low(), interval.high());
      assertThat(Math.abs(number)).isLessThanOrEqualTo(ranges.bound(value));
    }
  }

  @Test
  void boundsAreReachedWhereEachNumberIsUsedOnce() {
    ProgramBuilder builder = new ProgramBuilder(Signature.SCALARS);
    Value x = builder.input("x", GradeSet.SCALAR, 2, 1, Dimension.NONE, 3);
    Value w = builder.weight("w", GradeSet.SCALAR, 1, 2, 1);
    Value b = builder.parameter("b", GradeSet.SCALAR, 1, 1, null, 0);
    Value y = WrongPrograms.linear(builder, "y", x, w, b);
    Value out = builder.output("out", builder.apply("r", ScalarFunction.RELU, y), null);
    double[][] learned = {{}, {2, -0.5}, {1}};
    Ranges ranges = Ranges.of(builder.build(), Format.BPOSIT32, v -> learned[v.id()]);
    assertThat(ranges.interval(y, 0)).isEqualTo(new Interval(-6.5, 8.5));
    assertThat(ranges.interval(out, 0)).isEqualTo(new Interval(0, 8.5));
    assertThat(ranges.bound(x, 0)).isEqualTo(3);
    assertThat(ranges.warnings()).isEmpty();
    assertThatThrownBy(() -> Ranges.of(builder.build(), Format.BPOSIT32, v -> new double[3]))
        .hasMessage("the value w {0} 2x1 is given 3 numbers: it has 2");
  }

  @Test
  void withoutWeightsNothingIsKnownButWhatFunctionsGive() {
    ProgramBuilder builder = new ProgramBuilder(Signature.SCALARS);
    Value x = builder.input("x", GradeSet.SCALAR, 1, 1, Dimension.NONE, 3);
    Value w = builder.weight("w", GradeSet.SCALAR, 1, 1, 1);
    Value y = WrongPrograms.linear(builder, "y", x, w, null);
    Value out = builder.output("out", builder.apply("t", ScalarFunction.TANH, y), null);
    Ranges ranges = Ranges.of(builder.build(), Format.BPOSIT32);
    assertThat(ranges.bound(y)).isInfinite();
    assertThat(ranges.bound(out)).isEqualTo(1);
    assertThat(ranges.warnings()).isEmpty();
  }

  @Test
  void normOfVectorIsNotBelowZeroAndWithSomethingAddedHasReciprocal() {
    ProgramBuilder builder = new ProgramBuilder(new Signature(3, 0, 0));
    Value x = builder.input("x", GradeSet.VECTOR, 1, 1, Dimension.NONE, 2);
    Value small = builder.constant("small", GradeSet.SCALAR, Dimension.NONE, 0.25);
    Value norm =
        builder.products(
            "norm",
            List.of(
                term(ProductKind.SCALAR, x, x, GradeSet.SCALAR),
                term(ProductKind.GEOMETRIC, small, builder.one(), GradeSet.SCALAR)));
    Value root = builder.apply("root", ScalarFunction.SQRT, norm);
    Value out = builder.output("out", builder.apply("i", ScalarFunction.RECIPROCAL, root), null);
    Ranges ranges = Ranges.of(builder.build(), Format.BPOSIT32);
    assertThat(ranges.interval(norm, 0)).isEqualTo(new Interval(0.25, 12.25));
    assertThat(ranges.interval(root, 0)).isEqualTo(new Interval(0.5, 3.5));
    assertThat(ranges.bound(out)).isEqualTo(2);
    assertThat(ranges.warnings()).isEmpty();
  }

  @Test
  void domainsAndFormatsThatMayBeLeftAreWarnings() {
    ProgramBuilder builder = new ProgramBuilder(Signature.SCALARS);
    Value x = builder.input("x", GradeSet.SCALAR, 1, 1, Dimension.NONE, 3000);
    Value any = builder.input("any", GradeSet.SCALAR, 1, 1, Dimension.NONE, ANY);
    Value square =
        builder.products("square", List.of(term(ProductKind.GEOMETRIC, x, x, GradeSet.SCALAR)));
    Value fourth =
        builder.products(
            "fourth", List.of(term(ProductKind.GEOMETRIC, square, square, GradeSet.SCALAR)));
    builder.output("a", builder.apply("l", ScalarFunction.LOG, fourth), null);
    builder.output("b", builder.apply("i", ScalarFunction.RECIPROCAL, square), null);
    builder.output("c", builder.apply("s", ScalarFunction.SQRT, any), null);
    Ranges ranges = Ranges.of(builder.build(), Format.POSIT8);
    assertThat(ranges.warnings())
        .containsExactly(
            "fourth of the products relation fourth may reach 2.815E+14 in magnitude, past posit8's"
                + " greatest number, 1.678E+7, which it would become",
            "fourth, the argument of the log relation l, may be 0 or less, where log is NaR",
            "square, the argument of the reciprocal relation i, may be 0, where reciprocal is NaR",
            "any, the argument of the sqrt relation s, may be below 0, where sqrt is NaR; no bound"
                + " of it is known");
    assertThat(ranges.bound(fourth)).isEqualTo(0x1p24);
  }
}
