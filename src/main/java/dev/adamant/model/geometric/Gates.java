package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.ScalarFunction;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Grade gates, the activation of Clifford group equivariant networks: y_k = σ(a_k·s_k(x) + b_k)·x_k
 * with a and b for each grade and channel, and s_0 the scalar itself, s_k the square q_k (Ruhe,
 * Brandstetter, Forré, NeurIPS 2023). It turns with x under O(p,q), to the bit under signed
 * permutations. x must be without a dimension.
 */
public final class Gates {

  private Gates() {}

  /** The gated value, of the grades of x; a is 1, b is 0 at first. */
  public static Value gates(ProgramBuilder program, String name, Value x) {
    List<Relation.Products.Term> terms = new ArrayList<>();
    for (int grade : x.grades().grades()) {
      String label = name + "." + grade;
      Value invariant = Invariants.ofGrade(program, label + ".invariant", x, grade);
      Value gate = gate(program, label, invariant);
      GradeSet of = GradeSet.of(grade);
      terms.add(
          new Relation.Products.Term(
              ProductKind.GEOMETRIC, gate, GradeSet.SCALAR, x, of, of, false));
    }
    return program.products(name, terms);
  }

  /** σ(a·s + b) of a scalar s without a dimension, a and b by channel. */
  static Value gate(ProgramBuilder program, String name, Value s) {
    Value a = parameter(program, name + ".a", s.channels(), 1.0);
    Value b = parameter(program, name + ".b", s.channels(), 0.0);
    Value argument =
        program.products(
            name + ".argument",
            List.of(
                ProgramBuilder.term(ProductKind.GEOMETRIC, a, s, GradeSet.SCALAR),
                Sums.part(program, b)));
    return program.apply(name + ".gate", ScalarFunction.SIGMOID, argument);
  }

  private static Value parameter(ProgramBuilder program, String name, int channels, double first) {
    return program.parameter(name, GradeSet.SCALAR, channels, 1, Dimension.NONE, first);
  }
}
