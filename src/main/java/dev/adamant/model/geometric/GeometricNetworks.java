package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.data.Field;
import dev.adamant.data.Schema;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Value;
import dev.adamant.model.Activation;
import dev.adamant.model.Layer;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.model.ProgramLayer;
import java.util.ArrayList;
import java.util.List;

/** Networks that meet the structure of a schema. */
public final class GeometricNetworks {

  private GeometricNetworks() {}

  /**
   * Sizes of a network.
   *
   * @param kind one of {@link #kinds}
   * @param channels multivectors of a node, or laws of a force
   * @param blocks of layers
   * @param steps of an integrator
   * @param hidden widths of dense layers at the end, where the kind has them
   * @param activation after each of them
   */
  public record Settings(
      String kind,
      int channels,
      int blocks,
      int steps,
      List<Integer> hidden,
      Activation activation) {

    /** Makes the list immutable. */
    public Settings {
      hidden = List.copyOf(hidden);
    }
  }

  /** The kinds that there are. */
  public static List<String> kinds() {
    return List.of("products", "dynamics", "points", "motors");
  }

  /**
   * A network that takes the inputs of a schema and gives its outputs.
   *
   * @throws IllegalArgumentException when the kind does not fit the schema, saying why
   */
  public static Network of(Schema schema, Settings settings, Loss loss) {
    return switch (settings.kind()) {
      case "dynamics" -> single(Dynamics.program(schema, settings), loss);
      case "products" ->
          ofScalars(schema) && !settings.hidden().isEmpty()
              ? withDense(Readout.program(schema), schema, settings, loss)
              : single(Polynomial.program(schema, settings), loss);
      case "points" -> withDense(Points.program(schema, settings), schema, settings, loss);
      case "motors" -> single(Motors.program(schema), loss);
      default ->
          throw new IllegalArgumentException(
              "there is no network of the kind "
                  + settings.kind()
                  + ": there are "
                  + String.join(", ", kinds()));
    };
  }

  private static Network single(Program program, Loss loss) {
    return new Network(List.of(new ProgramLayer(program)), loss);
  }

  private static boolean ofScalars(Schema schema) {
    return schema.outputs().stream().allMatch(f -> f.grades().equals(GradeSet.SCALAR));
  }

  /** Invariants, dense layers, and the unit of the outputs, where they have a dimension. */
  private static Network withDense(Program program, Schema schema, Settings settings, Loss loss) {
    Field output = Fields.onlyOutput(schema);
    Fields.require(ofScalars(schema), "dense layers give scalars, and not " + output.name());
    List<Layer> layers = new ArrayList<>();
    layers.add(new ProgramLayer(program));
    layers.addAll(
        Network.dense(
                program.outputs(), settings.hidden(), settings.activation(), schema.targets(), loss)
            .layers());
    if (!output.dimension().isNone()) {
      layers.add(new ProgramLayer(unit(schema.signature(), output)));
    }
    return new Network(layers, loss);
  }

  /** The numbers times 1 of the output's unit. */
  private static Program unit(Signature signature, Field output) {
    ProgramBuilder program = new ProgramBuilder(signature);
    Value numbers =
        program.input(
            "numbers",
            output.grades(),
            output.channels(),
            output.nodes(),
            Dimension.NONE,
            Double.POSITIVE_INFINITY);
    Value scaled = Sums.multiple(program, "scaled", 1, output.dimension(), numbers);
    program.output(output.name(), scaled, output.dimension());
    return program.build();
  }
}
