package dev.adamant.model;

import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.List;

/**
 * A program with K tangents of what it takes and learns: values that tangent rules read are
 * computed again, relation by relation, each with the tangents beside it, so that nothing is kept
 * longer than the program's lifetimes say.
 */
final class DualPass {

  private final ProgramPlan plan;
  private final Program program;
  private final Workspace workspace;
  private final ForwardRules forward;
  private final TangentRules rules;

  DualPass(ProgramPlan plan, Workspace workspace) {
    this.plan = plan;
    this.program = plan.program();
    this.workspace = workspace;
    this.forward = new ForwardRules(program, plan.sums(), workspace.constants());
    this.rules = new TangentRules(program, plan.sums(), workspace.constants());
  }

  /** No tangents, which stand for 0. */
  ValueTensors noTangents() {
    return new ValueTensors(program, workspace.constants());
  }

  /**
   * Adds it.
   *
   * @param x [inputs, B]
   * @param parameters of the layer
   * @param tangents those that come in; tangents of all others are put there
   * @param dy [K, outputs, B], written
   */
  void add(Pass pass, Tensor x, List<Tensor> parameters, ValueTensors tangents, Tensor dy) {
    TangentNeeds needs = new TangentNeeds(program, tangents::has);
    ValueTensors values = new ValueTensors(program, workspace.constants());
    values.putAll(Role.INPUT, x, 0);
    values.putLearned(parameters);
    tangents.putAll(Role.OUTPUT, dy, 1);
    try (Scratch.Frame frame = workspace.scratch().frame()) {
      long batch = x.size(1);
      Slots slots = new Slots(program, plan.lifetimes(), frame, workspace.type(), batch);
      Slots tangentSlots = new Slots(program, plan.lifetimes(), frame, workspace.type(), batch);
      for (Relation relation : program.relations()) {
        Value result = relation.result();
        if (needs.isNeeded(result)) {
          values.put(result, slots.lay(result, 0));
          forward.add(pass, relation, values);
        }
        if (needs.isActive(result)) {
          if (result.role() == Role.INNER) {
            tangents.put(result, tangentSlots.lay(result, dy.size(0)));
          }
          rules.add(pass, relation, values, tangents);
        } else if (result.role() == Role.OUTPUT) {
          Tensor zero = tangents.get(result);
          pass.add(new Work.Convert(zero, workspace.constants().zerosLike(zero)));
          tangents.put(result, null);
        }
      }
    }
  }
}
