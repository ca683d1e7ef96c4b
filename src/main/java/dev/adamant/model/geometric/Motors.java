package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import dev.adamant.data.Field;
import dev.adamant.data.Schema;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Rigid motions that go on: the next motor of each node is D·M_now with D = Σ_k (a_k + c_k·σ(…))
 * ⟨M_now·reverse(M_before)⟩_k, where a, c and the gate are learned for each node and grade. With a
 * = 1 and c = 0 it is the motion at constant velocity, M_now·reverse(M_before)·M_now; at first a is
 * 1 for grade 0 alone, so that everything stays where it is. It turns with the motors under the
 * motion of the whole, within rounding.
 */
final class Motors {

  private final ProgramBuilder program;
  private final Schema schema;
  private final Field now;
  private final Field before;
  private final Field output;

  private Motors(Schema schema) {
    this.program = new ProgramBuilder(schema.signature());
    this.schema = schema;
    this.now = Fields.input(schema, "now");
    this.before = Fields.input(schema, "before");
    this.output = Fields.onlyOutput(schema);
    Fields.require(
        schema.signature().equals(Signature.PGA)
            && isMotor(now)
            && isMotor(before)
            && isMotor(output),
        "motors need PGA, and fields now and before and an output of even grades, one channel and"
            + " as many nodes");
  }

  private boolean isMotor(Field field) {
    return field.grades().equals(GradeSet.even(schema.signature()))
        && field.channels() == 1
        && field.nodes() == now.nodes()
        && field.dimension().isNone();
  }

  /** The program. */
  static Program program(Schema schema) {
    return new Motors(schema).build();
  }

  private Program build() {
    List<Value> inputs = Fields.addInputs(program, schema);
    Value at = inputs.get(schema.inputs().indexOf(now));
    Value old = inputs.get(schema.inputs().indexOf(before));
    GradeSet even = GradeSet.even(schema.signature());
    Value back = Sums.reverse(program, "back", old);
    Value velocity = Sums.geometric(program, "velocity", at, back, even);
    Value next = Sums.geometric(program, "next", corrected(velocity), at, even);
    program.output(output.name(), next, output.dimension());
    return program.build();
  }

  private Value corrected(Value velocity) {
    Value speed = Invariants.square(program, "speed", velocity, 2);
    List<Relation.Products.Term> terms = new ArrayList<>();
    for (int grade : velocity.grades().grades()) {
      String name = "factor" + grade;
      Value gate = Gates.gate(program, name, speed);
      Value a = parameter(name + ".base", grade == 0 ? 1 : 0);
      Value c = parameter(name + ".gated", 0);
      Relation.Products.Term gated =
          ProgramBuilder.term(ProductKind.GEOMETRIC, c, gate, GradeSet.SCALAR);
      Value factor = program.products(name, List.of(Sums.part(program, a), gated));
      GradeSet of = GradeSet.of(grade);
      terms.add(
          new Relation.Products.Term(
              ProductKind.GEOMETRIC, factor, GradeSet.SCALAR, velocity, of, of, false));
    }
    return program.products("corrected", terms);
  }

  private Value parameter(String name, double first) {
    return program.parameter(name, GradeSet.SCALAR, 1, now.nodes(), Dimension.NONE, first);
  }
}
