package dev.adamant.certificate;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.ScalarFunction;
import dev.adamant.graph.Value;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Activation;
import dev.adamant.model.Dense;
import dev.adamant.model.Layer;
import dev.adamant.model.Loss;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.Network;
import dev.adamant.model.Pointwise;
import dev.adamant.model.ProgramLayer;
import dev.adamant.model.Weights;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Small models in files. */
final class Models {

  static final DataType STORAGE = DataType.parse("posit16");

  private static final double FREE = Double.POSITIVE_INFINITY;

  private Models() {}

  /** Three dense layers with each kind of activation. */
  static Network dense() {
    return new Network(
        List.of(
            new Dense(3, 2, 1),
            new Pointwise(Activation.TANH, 2),
            new Pointwise(Activation.IDENTITY, 2),
            new Dense(2, 2, 1),
            new Pointwise(Activation.RELU, 2),
            new Dense(2, 2, 1),
            new Pointwise(Activation.SIGMOID, 2)),
        Loss.MEAN_SQUARED_ERROR);
  }

  /** A program and a dense layer, as small as can be. */
  static Network tiny() {
    ProgramBuilder b = new ProgramBuilder(new Signature(2, 0, 0));
    Value x = input(b, "x", GradeSet.VECTOR);
    Value n = b.products("n", List.of(term(ProductKind.SCALAR, x, x, GradeSet.SCALAR)));
    Value w = b.weight("w", GradeSet.SCALAR, 1, 1, 1);
    b.output("y", b.linear("r", GradeSet.SCALAR, 1, List.of(linear(n, w)), null), null);
    return new Network(
        List.of(new ProgramLayer(b.build()), new Dense(1, 1, 1)), Loss.MEAN_SQUARED_ERROR);
  }

  /** All kinds of relations on vectors of a plane, and a dense layer behind. */
  static Network plane() {
    ProgramLayer layer = new ProgramLayer(forces());
    return new Network(List.of(layer, new Dense(layer.outputs(), 1, 1)), Loss.MEAN_SQUARED_ERROR);
  }

  /** Forces between two bodies of a plane, scaled by a function of their distance. */
  static Program forces() {
    ProgramBuilder b = new ProgramBuilder(new Signature(2, 0, 0));
    Value x = b.input("position", GradeSet.VECTOR, 1, 2, Dimension.of("m"), 8);
    Value unit = b.constant("per area", GradeSet.SCALAR, Dimension.parse("m^-2"), 1);
    Value w = b.weight("mix", GradeSet.VECTOR, 1, 1, 1);
    Value a = b.gather("from", x, List.of(0, 1));
    Value c = b.gather("to", x, List.of(1, 0));
    Value d = b.products("apart", List.of(scaled(b, a, false), scaled(b, c, true)));
    Value n = b.products("square", List.of(term(ProductKind.SCALAR, d, d, GradeSet.SCALAR)));
    Value q = b.products("ratio", List.of(term(ProductKind.GEOMETRIC, n, unit, GradeSet.SCALAR)));
    Value bias = b.parameter("shift", GradeSet.SCALAR, 1, 1, Dimension.NONE, 0.5);
    Value u = b.weight("gain é", GradeSet.SCALAR, 1, 1, 1);
    Value z = b.linear("affine", GradeSet.SCALAR, 1, List.of(linear(q, u)), bias);
    Value g = b.apply("gate", ScalarFunction.TANH, z);
    Value f = b.products("force", List.of(term(ProductKind.GEOMETRIC, g, d, GradeSet.VECTOR)));
    Value s = b.scatter("total", f, List.of(0, 0), 1);
    Value y = b.linear("mixed", GradeSet.VECTOR, 1, List.of(linear(s, w)), null);
    b.output("pull", y, Dimension.of("m"));
    return b.build();
  }

  private static Relation.Products.Term scaled(ProgramBuilder b, Value v, boolean negated) {
    return negated
        ? ProgramBuilder.minus(ProductKind.GEOMETRIC, b.one(), v, GradeSet.VECTOR)
        : term(ProductKind.GEOMETRIC, b.one(), v, GradeSet.VECTOR);
  }

  static Relation.Products.Term term(ProductKind kind, Value left, Value right, GradeSet grades) {
    return ProgramBuilder.term(kind, left, right, grades);
  }

  static Relation.Linear.Term linear(Value operand, Value weight) {
    return new Relation.Linear.Term(operand, weight);
  }

  /** The least of a program: one relation. */
  static Network only(Program program) {
    return new Network(List.of(new ProgramLayer(program)), Loss.MEAN_SQUARED_ERROR);
  }

  /** A builder with an input. */
  static ProgramBuilder in(Signature signature) {
    return new ProgramBuilder(signature);
  }

  static Value input(ProgramBuilder b, String name, GradeSet grades) {
    return b.input(name, grades, 1, 1, Dimension.NONE, FREE);
  }

  /** Writes a model with some weights. */
  static Path write(Path file, Network network) throws IOException {
    double[] ones = new double[network.inputs()];
    Arrays.fill(ones, 1);
    return write(file, network, Scaling.of(new double[ones.length], ones), STORAGE);
  }

  static Path write(Path file, Network network, Scaling scaling, DataType storage)
      throws IOException {
    ModelDescription description =
        new ModelDescription(
            network,
            Task.REGRESSION,
            scaling,
            storage,
            DataType.parse("posit32"),
            DataType.parse("posit32"),
            List.of(),
            List.of());
    try (Region region = Region.open("weights", 1 << 16);
        Target target = Targets.open("reference")) {
      Weights weights = new Weights(region, network.layers(), storage, storage);
      for (int i = 0; i < network.layers().size(); i++) {
        fill(network.layers().get(i), weights.stored(i));
      }
      ModelFile.write(file, description, weights, target);
    }
    return file;
  }

  private static void fill(Layer layer, List<Tensor> tensors) {
    for (Tensor tensor : tensors) {
      double[] values = new double[(int) tensor.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = layer.inputs() * 0.25 - i * 0.125;
      }
      tensor.fill(values);
    }
  }
}
