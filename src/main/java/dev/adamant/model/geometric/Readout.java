package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.data.Field;
import dev.adamant.data.Schema;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The invariants of multivectors x_1 … x_n, as numbers for dense layers: of each the invariants of
 * its grades and its norm, of each pair the scalar products of both and of both at norm 1. All are
 * without a dimension; O(p,q) does not change them, signed permutations by no bit.
 */
final class Readout {

  private static final double EPSILON = 0x1p-10;

  private Readout() {}

  /** Of the one input field of a schema, each of whose channels and nodes is an x. */
  static Program program(Schema schema) {
    Fields.require(
        schema.inputs().size() == 1,
        "invariants are of one input field, and there are " + schema.inputs().size());
    Field field = schema.inputs().getFirst();
    ProgramBuilder program = new ProgramBuilder(schema.signature());
    int count = field.channels() * field.nodes();
    // Channels and nodes lie next to each other, so all are nodes of one channel.
    Value given =
        program.input(field.name(), field.grades(), 1, count, field.dimension(), field.bound());
    Value x = Sums.multiple(program, "x", 1, field.dimension().times(-1), given);
    List<Value> made = new ArrayList<>(Invariants.all(program, "invariant", x));
    made.add(Invariants.norm(program, "norm", x, EPSILON));
    if (count > 1) {
      Value unit = Normalisation.unit(program, "unit", x, EPSILON);
      made.add(pairs(program, "product", x, count));
      made.add(pairs(program, "cosine", unit, count));
    }
    for (Value value : made) {
      program.output(value.name() + ".out", value, Dimension.NONE);
    }
    return program.build();
  }

  private static Value pairs(ProgramBuilder program, String name, Value x, int count) {
    Nodes.Pairs pairs = Nodes.Pairs.unordered(count);
    return Invariants.scalarProduct(
        program,
        name,
        pairs.receivers(program, name + ".first", x),
        pairs.senders(program, name + ".second", x));
  }
}
