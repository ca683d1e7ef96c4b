package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.data.Field;
import dev.adamant.data.Schema;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.ScalarFunction;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Invariant numbers of a cloud of points, for dense layers, by message passing: messages m_ij =
 * ReLU(W(h_i, h_j, ‖r_ij‖) + b) between all pairs, vectors v_i = Σ_j (U m_ij)·r_ij/n, and node
 * scalars h_i ← ReLU(V(h_i, Σ_j m_ij/n, ‖v_i‖) + c) (Satorras, Hoogeboom, Welling, E(n) equivariant
 * graph neural networks, ICML 2021, with vectors in channels). At the end h is averaged over the
 * points. The order of the points, translations and O(n) do not change it; order and signed
 * permutations by no bit.
 */
final class Points {

  private static final double EPSILON = 0x1p-10;

  private final ProgramBuilder program;
  private final Field field;
  private final int channels;
  private final Nodes.Pairs pairs;
  private Value differences;
  private Value distances;

  private Points(Schema schema, int channels) {
    this.program = new ProgramBuilder(schema.signature());
    this.field = schema.inputs().getFirst();
    this.channels = channels;
    this.pairs = Nodes.Pairs.ordered(field.nodes());
  }

  /** The program; it gives as many numbers as there are channels. */
  static Program program(Schema schema, GeometricNetworks.Settings settings) {
    Field field = schema.inputs().getFirst();
    Fields.require(
        schema.inputs().size() == 1
            && field.grades().equals(GradeSet.VECTOR)
            && field.channels() == 1
            && field.nodes() >= 2
            && settings.blocks() >= 1,
        "points are one input field of grade 1, of one channel and 2 or more nodes, and take 1 or"
            + " more blocks");
    return new Points(schema, settings.channels()).build(settings.blocks());
  }

  private Program build(int blocks) {
    Value given = Fields.input(program, field);
    Value x = Sums.multiple(program, "x", 1, field.dimension().times(-1), given);
    differences = pairs.differences(program, "difference", x);
    distances = Invariants.norm(program, "distance", differences, EPSILON);
    Value h = Invariants.norm(program, "radius", Nodes.centred(program, "centred", x), EPSILON);
    for (int block = 1; block <= blocks; block++) {
      h = block("block" + block, h);
    }
    program.output("pooled", Nodes.mean(program, "mean", h), Dimension.NONE);
    return program.build();
  }

  private Value block(String name, Value h) {
    Value message =
        layer(
            name + ".message",
            List.of(
                pairs.receivers(program, name + ".receiver", h),
                pairs.senders(program, name + ".sender", h),
                distances));
    Value factor = GradeLinear.of(program, name + ".factor", message, GradeSet.SCALAR, channels);
    Value vectors =
        mean(name + ".vector", Sums.product(program, name + ".pull", factor, differences));
    List<Value> parts = new ArrayList<>();
    parts.add(h);
    parts.add(mean(name + ".received", message));
    parts.add(Invariants.norm(program, name + ".norm", vectors, EPSILON));
    return layer(name, parts);
  }

  private Value layer(String name, List<Value> parts) {
    Value sum = GradeLinear.of(program, name + ".sum", parts, GradeSet.SCALAR, channels, true);
    return program.apply(name, ScalarFunction.RELU, sum);
  }

  private Value mean(String name, Value messages) {
    Value sum = pairs.sum(program, name + ".sum", messages, field.nodes());
    return Sums.multiple(program, name, 1.0 / field.nodes(), Dimension.NONE, sum);
  }
}
