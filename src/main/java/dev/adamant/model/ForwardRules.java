package dev.adamant.model;

import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.List;

/**
 * The relations of a program as work: each number of a result is one exact sum, rounded once, or a
 * function of one number.
 */
final class ForwardRules {

  private final Signature signature;
  private final ProductSums sums;
  private final Constants constants;

  ForwardRules(Program program, ProductSums sums, Constants constants) {
    this.signature = program.signature();
    this.sums = sums;
    this.constants = constants;
  }

  /**
   * Adds a relation.
   *
   * @param values has its operands and its result
   */
  void add(Pass pass, Relation relation, ValueTensors values) {
    Tensor out = values.get(relation.result());
    switch (relation) {
      case Relation.Linear r -> linear(pass, r, out, values);
      case Relation.Products r -> products(pass, r, out, values);
      case Relation.Apply r ->
          ScalarRules.apply(pass, r.function(), values.get(r.operand()), out, constants);
      case Relation.Gather r -> gather(pass, r.indices(), values.get(r.operand()), out);
      case Relation.Scatter r -> scatter(pass, r.indices(), values.get(r.operand()), out);
    }
  }

  private void linear(Pass pass, Relation.Linear r, Tensor out, ValueTensors values) {
    for (int grade : r.result().grades().grades()) {
      LinearSums sum = new LinearSums(LinearSums.grade(signature, r.result(), grade, out));
      for (Relation.Linear.Term term : r.terms()) {
        if (term.weight().grades().contains(grade)) {
          sum.add(
              LinearSums.matrix(term.weight(), grade, values.get(term.weight())),
              LinearSums.grade(signature, term.operand(), grade, values.get(term.operand())));
        }
      }
      if (grade == 0 && r.bias() != null) {
        sum.addBias(values.get(r.bias()));
      }
      sum.add(pass, constants);
    }
  }

  private void products(Pass pass, Relation.Products r, Tensor out, ValueTensors values) {
    List<List<ProductSums.Entry>> components = sums.of(r);
    for (int k = 0; k < components.size(); k++) {
      Tensor to = out.select(0, k);
      long[] shape = to.shape();
      List<Work.Term> terms =
          components.get(k).stream()
              .map(
                  e ->
                      Lanes.term(
                          values.component(e.left(), e.leftComponent(), shape),
                          values.component(e.right(), e.rightComponent(), shape),
                          e.negated()))
              .toList();
      Lanes.sum(pass, to, terms, constants);
    }
  }

  /**
   * Adds copies of nodes.
   *
   * @param in […, nodes, B]
   * @param out […, as many as there are indices, B]
   */
  void gather(Pass pass, List<Integer> indices, Tensor in, Tensor out) {
    for (NodeRuns.Copy copy : NodeRuns.gather(indices)) {
      pass.add(new Work.Convert(copy.to().of(out), copy.from().of(in)));
    }
  }

  /**
   * Adds sums of nodes, each exact and rounded once.
   *
   * @param in […, as many as there are indices, B]
   * @param out […, nodes, B]
   */
  void scatter(Pass pass, List<Integer> indices, Tensor in, Tensor out) {
    for (NodeRuns.Sum sum : NodeRuns.scatter(indices, (int) out.size(-2))) {
      Tensor to = sum.to().of(out);
      Tensor ones = constants.get(1.0, to.shape());
      List<Work.Term> terms =
          sum.from().stream().map(run -> Lanes.term(run.of(in), ones, false)).toList();
      Lanes.sum(pass, to, terms, constants);
    }
  }
}
