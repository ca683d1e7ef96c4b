package dev.adamant.model;

import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import java.util.List;
import java.util.function.Predicate;

/**
 * The derivatives of a number by the values of a program, for some samples: the program's values
 * are computed again and kept, and relations taken in reverse by {@link ReverseRules}. All of it
 * lies in one frame of scratch memory.
 */
final class ReversePass {

  private final ProgramPlan plan;
  private final Program program;
  private final Workspace workspace;
  private final Scratch.Frame frame;
  private final TangentNeeds needs;
  private final boolean[] reaching;

  /**
   * Nothing yet.
   *
   * @param frame where values and derivatives lie
   * @param wanted the inputs or learned values that derivatives are wanted by
   */
  ReversePass(ProgramPlan plan, Workspace workspace, Scratch.Frame frame, Predicate<Value> wanted) {
    this.plan = plan;
    this.program = plan.program();
    this.workspace = workspace;
    this.frame = frame;
    this.needs = new TangentNeeds(program, wanted);
    this.reaching = new boolean[program.values().size()];
    program.values(Role.OUTPUT).forEach(value -> reaching[value.id()] = true);
    for (Relation relation : program.relations().reversed()) {
      if (reaching[relation.result().id()]) {
        relation.operands().forEach(value -> reaching[value.id()] = true);
      }
    }
  }

  /**
   * Adds the values that rules read.
   *
   * @param x [inputs, B]
   * @param parameters of the layer
   */
  ValueTensors values(Pass pass, Tensor x, List<Tensor> parameters) {
    ValueTensors values = new ValueTensors(program, workspace.constants());
    values.putAll(Role.INPUT, x, 0);
    values.putLearned(parameters);
    Slots slots = new Slots(program, plan.kept(), frame, workspace.type(), x.size(1));
    ForwardRules rules = new ForwardRules(program, plan.sums(), workspace.constants());
    for (Relation relation : program.relations()) {
      if (needs.isNeeded(relation.result())) {
        values.put(relation.result(), slots.lay(relation.result(), 0));
        rules.add(pass, relation, values);
      }
    }
    return values;
  }

  /**
   * Adds the derivatives by all results of relations that what is wanted reaches.
   *
   * @param values as {@link #values} gives them
   * @param dOut [outputs, B]: those by the outputs
   * @param dIn [inputs, B]: where those by the inputs go; null where they are not wanted
   */
  ValueTensors adjoints(Pass pass, ValueTensors values, Tensor dOut, Tensor dIn) {
    Constants constants = workspace.constants();
    ValueTensors given = new ValueTensors(program, constants);
    given.putAll(Role.OUTPUT, dOut, 0);
    if (dIn != null) {
      given.putAll(Role.INPUT, dIn, 0);
    }
    ValueTensors adjoints = new ValueTensors(program, constants);
    ReverseRules rules = new ReverseRules(plan, constants, values, adjoints);
    Slots slots = new Slots(program, plan.kept(), frame, workspace.type(), dOut.size(1));
    for (Relation relation : program.relations().reversed()) {
      Value result = relation.result();
      if (!needs.isActive(result) || !reaching[result.id()]) {
        continue;
      }
      Tensor asOutput = result.role() == Role.OUTPUT ? given.get(result) : null;
      Tensor adjoint = asOutput;
      if (asOutput == null || rules.isRead(result)) {
        adjoint = slots.lay(result, 0);
        rules.add(pass, result, asOutput, adjoint, frame);
      }
      adjoints.put(result, adjoint);
    }
    if (dIn != null) {
      for (Value input : program.values(Role.INPUT)) {
        rules.add(pass, input, null, given.get(input), frame);
      }
    }
    return adjoints;
  }
}
