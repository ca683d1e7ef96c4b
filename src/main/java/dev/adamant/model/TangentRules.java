package dev.adamant.model;

import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * The tangent rules of relations, for K tangents at once. Where a relation is a sum of products,
 * both halves of the product rule of all its products are one exact sum, rounded once; tangents
 * that are 0 have no part in it. What functions round is noted at {@link ScalarRules#chain}.
 */
final class TangentRules {

  private final Signature signature;
  private final ProductSums sums;
  private final Constants constants;
  private final ForwardRules forward;

  TangentRules(Program program, ProductSums sums, Constants constants) {
    this.signature = program.signature();
    this.sums = sums;
    this.constants = constants;
    this.forward = new ForwardRules(program, sums, constants);
  }

  /**
   * Adds the tangent of a relation's result.
   *
   * @param values has what {@link TangentNeeds} asks for
   * @param tangents has those of operands that are not 0, one at least, and the result's
   */
  void add(Pass pass, Relation relation, ValueTensors values, ValueTensors tangents) {
    Tensor out = tangents.get(relation.result());
    switch (relation) {
      case Relation.Linear r -> linear(pass, r, out, values, tangents);
      case Relation.Products r -> products(pass, r, out, values, tangents);
      case Relation.Apply r ->
          ScalarRules.chain(
              pass,
              r.function(),
              values.get(r.operand()),
              values.get(r.result()),
              tangents.get(r.operand()),
              out,
              constants);
      case Relation.Gather r -> forward.gather(pass, r.indices(), tangents.get(r.operand()), out);
      case Relation.Scatter r -> forward.scatter(pass, r.indices(), tangents.get(r.operand()), out);
    }
  }

  /** Σ W·dx + dW·x + db. */
  private void linear(
      Pass pass, Relation.Linear r, Tensor out, ValueTensors values, ValueTensors tangents) {
    for (int grade : r.result().grades().grades()) {
      LinearSums sum = new LinearSums(LinearSums.grade(signature, r.result(), grade, out));
      for (Relation.Linear.Term term : r.terms()) {
        if (!term.weight().grades().contains(grade)) {
          continue;
        }
        Tensor dx = tangents.get(term.operand());
        if (dx != null) {
          sum.add(
              LinearSums.matrix(term.weight(), grade, values.get(term.weight())),
              LinearSums.grade(signature, term.operand(), grade, dx));
        }
        Tensor dw = tangents.get(term.weight());
        if (dw != null) {
          sum.add(
              LinearSums.matrix(term.weight(), grade, dw),
              LinearSums.grade(signature, term.operand(), grade, values.get(term.operand())));
        }
      }
      if (grade == 0 && r.bias() != null && tangents.has(r.bias())) {
        sum.addBias(tangents.get(r.bias()));
      }
      sum.add(pass, constants);
    }
  }

  /** Σ ±(dL·R + L·dR). */
  private void products(
      Pass pass, Relation.Products r, Tensor out, ValueTensors values, ValueTensors tangents) {
    List<List<ProductSums.Entry>> components = sums.of(r);
    for (int k = 0; k < components.size(); k++) {
      Tensor to = out.select(1, k);
      long[] shape = to.shape();
      List<Work.Term> terms = new ArrayList<>();
      for (ProductSums.Entry e : components.get(k)) {
        if (tangents.has(e.left())) {
          terms.add(
              Lanes.term(
                  tangents.component(e.left(), e.leftComponent(), shape),
                  values.component(e.right(), e.rightComponent(), shape),
                  e.negated()));
        }
        if (tangents.has(e.right())) {
          terms.add(
              Lanes.term(
                  values.component(e.left(), e.leftComponent(), shape),
                  tangents.component(e.right(), e.rightComponent(), shape),
                  e.negated()));
        }
      }
      Lanes.sum(pass, to, terms, constants);
    }
  }
}
