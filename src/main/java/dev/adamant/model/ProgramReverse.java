package dev.adamant.model;

import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients of a program by the transposed tangent rules. That by an element of a parameter is one
 * exact sum over contributions, samples, nodes and all that reads it, rounded once.
 */
final class ProgramReverse {

  private final ProgramPlan plan;
  private final Program program;
  private final Workspace workspace;

  ProgramReverse(ProgramPlan plan, Workspace workspace) {
    this.plan = plan;
    this.program = plan.program();
    this.workspace = workspace;
  }

  /** As {@link Layer#inputGradient}. */
  void input(Pass pass, Point at, Tensor dOut, Tensor dIn) {
    try (Scratch.Frame frame = workspace.scratch().frame()) {
      ReversePass reverse =
          new ReversePass(plan, workspace, frame, value -> value.role() == Role.INPUT);
      ValueTensors values = reverse.values(pass, at.x().features(), at.parameters());
      reverse.adjoints(pass, values, dOut, dIn);
    }
  }

  /** What is known of a contribution. */
  private record Share(ValueTensors values, ValueTensors adjoints, ReverseRules rules) {}

  /** As {@link Layer#parameterGradient}. */
  void parameters(Pass pass, List<Layer.Contribution> contributions, GradientSink sink) {
    try (Scratch.Frame frame = workspace.scratch().frame()) {
      ReversePass reverse =
          new ReversePass(plan, workspace, frame, value -> value.role().isLearned());
      List<Tensor> parameters = kept(pass, contributions.getFirst().at().parameters(), frame);
      List<Share> shares = new ArrayList<>();
      for (int c = 0; c < contributions.size(); c++) {
        Tensor x = contributions.get(c).at().x().features();
        ValueTensors values = null;
        for (int before = 0; before < c && values == null; before++) {
          if (contributions.get(before).at().x().features().isSameAs(x)) {
            values = shares.get(before).values;
          }
        }
        if (values == null) {
          values = reverse.values(pass, x, parameters);
        }
        ValueTensors adjoints = reverse.adjoints(pass, values, contributions.get(c).dOut(), null);
        ReverseRules rules = new ReverseRules(plan, workspace.constants(), values, adjoints);
        shares.add(new Share(values, adjoints, rules));
      }
      List<Value> learned = program.learned();
      for (int p = 0; p < learned.size(); p++) {
        give(pass, learned.get(p), p, shares, sink);
      }
    }
  }

  /** A sink may change parameters with the first part, so those that gradients read are copied. */
  private List<Tensor> kept(Pass pass, List<Tensor> parameters, Scratch.Frame frame) {
    List<Tensor> kept = new ArrayList<>();
    List<Value> learned = program.learned();
    for (int p = 0; p < parameters.size(); p++) {
      Tensor parameter = parameters.get(p);
      if (learned.get(p).role() == Role.PARAMETER) {
        Tensor copy = frame.tensor(workspace.type(), parameter.shape());
        pass.add(new Work.Convert(copy, parameter));
        parameter = copy;
      }
      kept.add(parameter);
    }
    return kept;
  }

  private void give(Pass pass, Value value, int p, List<Share> shares, GradientSink sink) {
    long rows = plan.parameters().get(p).shape().getFirst();
    long step = sink.rowsAtATime(p);
    for (long from = 0; from < rows; from += step) {
      long to = Math.min(rows, from + step);
      Tensor part = sink.part(p, from, to);
      for (long row = from; row < to; row++) {
        Tensor out = part.select(0, row - from);
        if (value.role() == Role.WEIGHT) {
          weight(pass, value, (int) row, shares, out);
        } else {
          parameter(pass, value, (int) row, shares, out);
        }
      }
      sink.accept(pass, p, from, part);
    }
  }

  /** One matrix of a weight: Σ of derivatives by results times operands, transposed. */
  private void weight(Pass pass, Value value, int matrix, List<Share> shares, Tensor out) {
    int grade = value.grades().grades().get(matrix);
    List<Work.Term> terms = new ArrayList<>();
    for (Share share : shares) {
      for (Relation relation : program.relations()) {
        if (relation instanceof Relation.Linear r && share.adjoints.has(r.result())) {
          for (Relation.Linear.Term term : r.terms()) {
            if (term.weight().id() == value.id()) {
              LinearSums.addOuter(
                  terms,
                  grade(r.result(), grade, share.adjoints),
                  grade(term.operand(), grade, share.values));
            }
          }
        }
      }
    }
    if (terms.isEmpty()) {
      pass.add(new Work.Convert(out, workspace.constants().zerosLike(out)));
    } else {
      pass.add(new Work.Contract(out, terms, null));
    }
  }

  private Tensor grade(Value value, int grade, ValueTensors tensors) {
    return LinearSums.grade(program.signature(), value, grade, tensors.get(value));
  }

  /** One component of a parameter, [channels, nodes]. */
  private void parameter(Pass pass, Value value, int k, List<Share> shares, Tensor out) {
    Constants constants = workspace.constants();
    Tensor to = out.split(1, out.size(1), 1);
    List<Work.Term> terms = new ArrayList<>();
    for (Share share : shares) {
      for (Relation relation : program.relations()) {
        if (!share.adjoints.has(relation.result())) {
          continue;
        }
        if (relation instanceof Relation.Linear r
            && r.bias() != null
            && r.bias().id() == value.id()) {
          Tensor adjoint = share.adjoints.get(r.result()).select(0, 0);
          Tensor ones = constants.get(1.0, adjoint.shape());
          Lanes.addSums(terms, adjoint, ones, false, to.shape());
        } else if (relation instanceof Relation.Products r) {
          share.rules.factors(
              r,
              value,
              k,
              (adjoint, other, negated) ->
                  Lanes.addSums(terms, adjoint, other, negated, to.shape()));
        }
      }
    }
    Lanes.sum(pass, to, terms, constants);
  }
}
