package dev.adamant.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.oracle.Trials;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of programs: along one-hot tangents, and by the transposed tangent rules. */
class ProgramGradientTest {

  private static final int SAMPLES = 3;

  static List<Program> programs() {
    return List.of(Programs.signedVolume(), Programs.everything(), Programs.equivariant());
  }

  /** Programs of which every output is one sum that each parameter and input is in once. */
  static List<Program> sums() {
    return List.of(linear(), products());
  }

  private static Program linear() {
    ProgramBuilder builder = new ProgramBuilder(new Signature(2, 0, 0));
    GradeSet both = GradeSet.of(0, 1);
    Value x = Programs.input(builder, "x", both, 3, 2);
    Value z = Programs.input(builder, "z", GradeSet.VECTOR, 1, 2);
    Value y =
        builder.linear(
            "y",
            both,
            2,
            List.of(
                new Relation.Linear.Term(x, builder.weight("v", both, 2, 3, 1)),
                new Relation.Linear.Term(z, builder.weight("w", GradeSet.VECTOR, 2, 1, 1))),
            builder.parameter("b", GradeSet.SCALAR, 2, 1, null, 0));
    builder.output("out", y, null);
    return builder.build();
  }

  private static Program products() {
    ProgramBuilder builder = new ProgramBuilder(Signature.PGA);
    Value x = Programs.input(builder, "x", GradeSet.of(1, 2), 3, 2);
    Value p = builder.parameter("p", GradeSet.of(1, 3), 3, 1, Dimension.NONE, 1);
    Value r = builder.parameter("r", GradeSet.of(1, 3), 3, 1, Dimension.NONE, 1);
    Value q = builder.parameter("q", GradeSet.of(2), 1, 2, Dimension.NONE, 1);
    GradeSet all = GradeSet.all(Signature.PGA);
    Value y =
        builder.products(
            "y",
            List.of(
                ProgramBuilder.minus(ProductKind.GEOMETRIC, x, p, all),
                ProgramBuilder.term(ProductKind.REGRESSIVE, r, q, GradeSet.of(1))));
    builder.output("out", y, null);
    return builder.build();
  }

  /** A way to gradients. */
  private interface Way {
    void input(Pass pass, Point at, Tensor dOut, Tensor dIn, Workspace workspace);

    void parameters(
        Pass pass, List<Layer.Contribution> parts, GradientSink sink, Workspace workspace);
  }

  private static Way tangents(Program program, int most) {
    ProgramPlan plan = ProgramPlan.of(program);
    return new Way() {
      @Override
      public void input(Pass pass, Point at, Tensor dOut, Tensor dIn, Workspace workspace) {
        new ProgramTangents(plan, workspace, most).input(pass, at, dOut, dIn);
      }

      @Override
      public void parameters(
          Pass pass, List<Layer.Contribution> parts, GradientSink sink, Workspace workspace) {
        new ProgramTangents(plan, workspace, most).parameters(pass, parts, sink);
      }
    };
  }

  private static Way reverse(Program program) {
    ProgramPlan plan = ProgramPlan.of(program);
    return new Way() {
      @Override
      public void input(Pass pass, Point at, Tensor dOut, Tensor dIn, Workspace workspace) {
        new ProgramReverse(plan, workspace).input(pass, at, dOut, dIn);
      }

      @Override
      public void parameters(
          Pass pass, List<Layer.Contribution> parts, GradientSink sink, Workspace workspace) {
        new ProgramReverse(plan, workspace).parameters(pass, parts, sink);
      }
    };
  }

  private static Way layer(Layer layer) {
    return new Way() {
      @Override
      public void input(Pass pass, Point at, Tensor dOut, Tensor dIn, Workspace workspace) {
        layer.inputGradient(pass, at, dOut, dIn, workspace);
      }

      @Override
      public void parameters(
          Pass pass, List<Layer.Contribution> parts, GradientSink sink, Workspace workspace) {
        layer.parameterGradient(pass, parts, sink, workspace);
      }
    };
  }

  @ParameterizedTest
  @MethodSource("programs")
  void howManyTangentsGoTogetherChangesNoBit(Program program) {
    Format format = Format.BPOSIT16;
    assertThat(gradients(program, format, tangents(program, 5)))
        .isEqualTo(gradients(program, format, tangents(program, 1000)));
  }

  @Test
  void tangentsAreThoseOfAnyLayer() {
    Program program = Programs.equivariant();
    Layer layer = new TangentsOnly(new ProgramLayer(program));
    assertThat(gradients(program, Format.POSIT32, tangents(program, 16)))
        .isEqualTo(gradients(program, Format.POSIT32, layer(layer)));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void transposedRulesGiveTheSameButForRounding(Program program) {
    Format f = Format.POSIT64;
    List<Long> expected = gradients(program, f, tangents(program, 16));
    List<Long> found = gradients(program, f, reverse(program));
    double most =
        expected.stream().mapToDouble(p -> Math.abs(Posit.toDouble(f, p))).max().orElse(0);
    assertThat(most).isPositive();
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      double difference = Posit.toDouble(f, Posit.sub(f, found.get(i), expected.get(i)));
      assertThat(Math.abs(difference)).as("element %d", i).isLessThan(1e-13 * most);
    }
  }

  @ParameterizedTest
  @MethodSource("sums")
  void transposedRulesGiveTheSameBitsWhereBothAreOneSum(Program program) {
    for (Format format : List.of(Format.POSIT32, Format.BPOSIT16, Format.POSIT8)) {
      assertThat(gradients(program, format, reverse(program)))
          .isEqualTo(gradients(program, format, tangents(program, 16)));
    }
  }

  /** By the program alone: few numbers along tangents, many by the transposed rules. */
  @ParameterizedTest
  @MethodSource("programs")
  void theProgramDecidesTheWay(Program program) {
    ProgramLayer layer = new ProgramLayer(program);
    long learned = layer.parameters().stream().mapToLong(Parameter::count).sum();
    Way byInput = layer.inputs() <= 32 ? tangents(program, 7) : reverse(program);
    Way byParameter = learned <= 32 ? tangents(program, 7) : reverse(program);
    int inputs = layer.inputs() * 2 * SAMPLES;
    List<Long> found = gradients(program, Format.POSIT16, layer(layer));
    assertThat(found.subList(0, inputs))
        .isEqualTo(gradients(program, Format.POSIT16, byInput).subList(0, inputs));
    assertThat(found.subList(inputs, found.size()))
        .isEqualTo(gradients(program, Format.POSIT16, byParameter).subList(inputs, found.size()));
  }

  /**
   * By inputs and by parameters: of all samples at once and of some that are cut out, with two
   * derivatives at the same point.
   */
  private static List<Long> gradients(Program program, Format format, Way way) {
    SplittableRandom random = Trials.generator("gradients " + format, 0);
    ProgramLayer layer = new ProgramLayer(program);
    try (LayerTrial trial = new LayerTrial(format, "native")) {
      List<Tensor> parameters =
          layer.parameters().stream().map(p -> trial.random(random, p.dimensions())).toList();
      Point whole = trial.point(layer, trial.random(random, layer.inputs(), SAMPLES), parameters);
      Point some = new Point(whole.x().samples(1, 3), whole.y().samples(1, 3), parameters);
      Tensor dOut = trial.random(random, layer.outputs(), SAMPLES);
      List<Layer.Contribution> parts =
          List.of(
              new Layer.Contribution(some, dOut.slice(1, 1, 3)),
              new Layer.Contribution(whole, dOut),
              new Layer.Contribution(whole, trial.random(random, layer.outputs(), SAMPLES)));
      Tensor dIn = trial.tensor(layer.inputs(), SAMPLES);
      Tensor cut = trial.tensor(layer.inputs(), SAMPLES);
      Consuming sink = new Consuming(trial, layer, parameters);
      trial.run(
          (pass, workspace) -> {
            way.input(pass, whole, dOut, dIn, workspace);
            way.input(pass, some, dOut.slice(1, 0, 2), cut.slice(1, 1, 3), workspace);
            way.parameters(pass, parts, sink, workspace);
          });
      List<Long> bits = new ArrayList<>(LayerTrial.bits(dIn));
      bits.addAll(LayerTrial.bits(cut));
      sink.gradients.forEach(g -> bits.addAll(LayerTrial.bits(g)));
      assertThat(bits).doesNotContain(format.nar()).anyMatch(p -> p != 0);
      return bits;
    }
  }

  /** Uses up each part at once, as training does: parameters and the part are overwritten. */
  private static final class Consuming implements GradientSink {

    private final List<Tensor> gradients = new ArrayList<>();
    private final List<Tensor> parameters;
    private final Tensor room;

    Consuming(LayerTrial trial, Layer layer, List<Tensor> parameters) {
      long longest = 1;
      for (Parameter parameter : layer.parameters()) {
        gradients.add(trial.tensor(parameter.dimensions()));
        longest = Math.max(longest, parameter.rowCount());
      }
      this.parameters = parameters;
      this.room = trial.tensor(longest);
    }

    @Override
    public long rowsAtATime(int parameter) {
      return 1;
    }

    @Override
    public Tensor part(int parameter, long from, long to) {
      long[] shape = gradients.get(parameter).slice(0, from, to).shape();
      return room.slice(0, 0, shape[1] * shape[2]).reshape(shape);
    }

    @Override
    public void accept(Pass pass, int parameter, long from, Tensor part) {
      pass.add(new Work.Convert(gradients.get(parameter).slice(0, from, from + 1), part));
      pass.add(new Work.Convert(parameters.get(parameter).slice(0, from, from + 1), part));
    }
  }
}
