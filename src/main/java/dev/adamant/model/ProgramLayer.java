package dev.adamant.model;

import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Distribution;
import dev.adamant.target.Work;
import java.util.List;
import java.util.Objects;

/**
 * A layer that is a program hypergraph. Its features are the program's inputs one after the other,
 * each [components, channels, nodes]; its outputs likewise. What the program learns are its
 * parameters, by their names: weights [grades, outputs, inputs], others [components, channels,
 * nodes]. Nothing else has storage, so what types forbid stays 0.
 *
 * <p>Every number of a value is one exact sum, rounded once, or a function of one number; its
 * tangent is one exact sum of all halves of the product rule, or what {@link ScalarRules#chain}
 * says. Inner values lie in scratch memory, by the program's lifetimes.
 *
 * <p>The gradient by parameters is taken along one-hot tangents where there are at most {@value
 * #FEW} of them, and that by inputs where there are at most as many inputs; else by the transposed
 * tangent rule (Griewank and Walther 2008, section 3.2) within this layer, whose values are kept
 * until its end. These round differently, so it is the program alone that decides.
 */
public final class ProgramLayer implements Layer {

  /** The most one-hot tangents that a gradient is taken along. */
  static final int FEW = 32;

  /** Tangents that go at a time. */
  private static final int AT_A_TIME = 16;

  private final Program program;
  private final ProgramPlan plan;

  /** Of a program. */
  public ProgramLayer(Program program) {
    this.program = Objects.requireNonNull(program, "program");
    this.plan = ProgramPlan.of(program);
  }

  @Override
  public String kind() {
    return "program";
  }

  @Override
  public int inputs() {
    return program.inputs();
  }

  @Override
  public int outputs() {
    return program.outputs();
  }

  @Override
  public Program program() {
    return program;
  }

  @Override
  public List<Parameter> parameters() {
    return plan.parameters();
  }

  @Override
  public void forward(Pass pass, Signal x, Signal y, List<Tensor> tensors, Workspace workspace) {
    ForwardRules rules = new ForwardRules(program, plan.sums(), workspace.constants());
    ValueTensors values = new ValueTensors(program, workspace.constants());
    values.putAll(Role.INPUT, x.features(), 0);
    values.putAll(Role.OUTPUT, y.features(), 0);
    values.putLearned(tensors);
    try (Scratch.Frame frame = workspace.scratch().frame()) {
      Slots slots = new Slots(program, plan.lifetimes(), frame, workspace.type(), x.batch());
      for (Relation relation : program.relations()) {
        Value result = relation.result();
        if (result.role() == Role.INNER) {
          values.put(result, slots.lay(result, 0));
        }
        rules.add(pass, relation, values);
      }
    }
  }

  /** Values are computed again for every few tangents, so that as many are in memory. */
  @Override
  public void jvp(
      Pass pass, Point at, Tensor dx, List<Tensor> dParameters, Tensor dy, Workspace workspace) {
    DualPass dual = new DualPass(plan, workspace);
    for (long from = 0; from < dy.size(0); from += AT_A_TIME) {
      long first = from;
      long to = Math.min(dy.size(0), from + AT_A_TIME);
      ValueTensors tangents = dual.noTangents();
      if (dx != null) {
        tangents.putAll(Role.INPUT, dx.slice(0, first, to), 1);
      }
      if (dParameters != null) {
        tangents.putLearned(dParameters.stream().map(d -> d.slice(0, first, to)).toList());
      }
      dual.add(pass, at.x().features(), at.parameters(), tangents, dy.slice(0, first, to));
    }
  }

  @Override
  public void inputGradient(Pass pass, Point at, Tensor dOut, Tensor dIn, Workspace workspace) {
    if (inputs() <= FEW) {
      new ProgramTangents(plan, workspace, AT_A_TIME).input(pass, at, dOut, dIn);
    } else {
      new ProgramReverse(plan, workspace).input(pass, at, dOut, dIn);
    }
  }

  @Override
  public void parameterGradient(
      Pass pass, List<Contribution> contributions, GradientSink sink, Workspace workspace) {
    if (plan.learnedCount() <= FEW) {
      new ProgramTangents(plan, workspace, AT_A_TIME).parameters(pass, contributions, sink);
    } else {
      new ProgramReverse(plan, workspace).parameters(pass, contributions, sink);
    }
  }

  /**
   * Weights are normal with their deviation, each in a range of the stream's elements of its own;
   * other parameters are their first numbers.
   */
  @Override
  public void initialise(
      Pass pass, List<Tensor> tensors, Constants constants, long seed, int stream) {
    List<Value> learned = program.learned();
    long element = 0;
    for (int p = 0; p < learned.size(); p++) {
      Value value = learned.get(p);
      Tensor tensor = tensors.get(p);
      if (value.role() == Role.WEIGHT) {
        Tensor deviation = constants.get(value.numbers().getFirst(), tensor.shape());
        pass.addRandom(Distribution.NORMAL, tensor, seed, stream, element);
        pass.add(new Work.Zip(BinaryOperation.MUL, tensor, tensor, deviation));
      } else {
        fill(pass, tensor.reshape(tensor.count()), value.numbers(), constants);
      }
      element += tensor.count();
    }
  }

  private static void fill(Pass pass, Tensor tensor, List<Double> numbers, Constants constants) {
    int from = 0;
    while (from < numbers.size()) {
      double number = numbers.get(from);
      int to = from + 1;
      while (to < numbers.size() && numbers.get(to) == number) {
        to++;
      }
      pass.add(new Work.Convert(tensor.slice(0, from, to), constants.get(number, to - from)));
      from = to;
    }
  }

  /** Whether it is a layer of an equal program. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ProgramLayer layer && layer.program.equals(program);
  }

  @Override
  public int hashCode() {
    return program.hashCode();
  }

  /** {@code program of 6 relations, 10 to 1 features}. */
  @Override
  public String toString() {
    return "program of "
        + program.relations().size()
        + " relations, "
        + inputs()
        + " to "
        + outputs()
        + " features";
  }
}
